import * as z from 'zod';

/** Why aid is looked at again, and the closed lists of grounds on which it may end. */

const cited = {
  source: z.strictObject({ code: z.string().min(1), article: z.string().optional() }),
  demo: z.boolean().optional(),
  note: z.string().optional(),
};

/** What a check may begin with; the loader demands each, because code asks for them by name. */
export const terminationTriggerIds = [
  'periodic-recheck',
  'exclusion-alert',
  'family-report',
  'voluntary-exit',
  'death-in-household',
  'public-report',
] as const;
export type TerminationTriggerId = (typeof terminationTriggerIds)[number];

const trigger = z.strictObject({
  id: z.enum(terminationTriggerIds),
  title: z.string().min(1),
  /** The family began it, so the family may take it back. */
  byFamily: z.boolean(),
  ...cited,
});

/**
 * `death`: nobody is left to watch; `told-only`: told without a time to answer; `facts`: must follow from the facts under the rules
 * of the day; `taper`: may end by degrees (渐退期); `recovery`: what was paid is to be recovered; `voluntary`: only at the family's
 * own wish; `one-person`: touches the person concerned, never the whole family.
 */
const flag = z.enum(['death', 'told-only', 'facts', 'taper', 'recovery', 'voluntary', 'one-person']);
export type TerminationFlag = z.infer<typeof flag>;

const ground = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  tiers: z.array(z.enum(['destitute', 'dibao', 'dibao-marginal', 'rigid-expenditure'])).min(1),
  title: z.string().min(1),
  flags: z.array(flag),
  ...cited,
});

export const terminationGroundsSchema = z.strictObject({
  triggers: z.array(trigger).min(1),
  grounds: z.array(ground).min(1),
});
