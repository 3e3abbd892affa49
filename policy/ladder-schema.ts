import * as z from 'zod';

/** When whom to remind of what: the rungs of a limit, as data. */

const workingDays = z.int().min(1).max(250);

/** Seen from the limit's last day, or from the opening of the work; `half`: half of its working days have gone. */
const moment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('half') }),
  z.strictObject({ kind: z.literal('before'), workingDays }),
  z.strictObject({ kind: z.literal('due') }),
  z.strictObject({ kind: z.literal('after'), workingDays }),
  z.strictObject({ kind: z.literal('opened'), workingDays }),
]);

/**
 * `worker`: who holds the task, else its unit. `supervisor`: the supervisors of the nearest unit upwards that has one,
 * else of the topmost. `members`: who may vote in the ballot and has not.
 */
export const rungReceiverSchema = z.enum([
  'worker',
  'unit',
  'unit-head',
  'parent-unit-head',
  'supervisor',
  'county-civil-affairs',
  'members',
]);
export type RungReceiver = z.infer<typeof rungReceiverSchema>;

const rung = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  at: moment,
  to: z.array(rungReceiverSchema),
  /** Told as well while nobody holds the task. */
  unclaimedTo: z.array(rungReceiverSchema).min(1).optional(),
  template: z.string(),
  /** `supervision`: stands in the case's record as 督办. */
  record: z.literal('supervision').optional(),
});

export const ladderSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  /** `start`, `finish`: of a task; `unlimited`: of a task that has neither; `total`, `pause`: of the case. */
  limit: z.enum(['start', 'finish', 'unlimited', 'total', 'pause']),
  /** Of these kinds of task only; goes before the ladder without kinds. */
  taskKinds: z.array(z.string()).min(1).optional(),
  rungs: z.array(rung).min(1),
  source: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  demo: z.boolean().optional(),
  note: z.string().optional(),
});
