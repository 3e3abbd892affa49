import * as z from 'zod';

/** What can be said to the people who work here, and who is told what; the texts are data, their variables are this list. */

/** The names in braces, each once. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''))];
}

const source = z.strictObject({ code: z.string().min(1), article: z.string().optional() });
const cited = { source, demo: z.boolean().optional(), note: z.string().optional() };

export const messageTemplateSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  /** One line: it becomes the subject of a mail and the head of a chat message. */
  title: z.string().min(1).max(80),
  body: z.string().min(1).max(500),
  variables: z.array(z.string()),
  /** For whom it is written. */
  audience: z.enum(['worker', 'unit', 'head', 'supervisors']),
  ...cited,
});

/**
 * Who is told, as seen from the event. `worker`: who holds the task, else its unit. `cancelled-workers`,
 * `changed-workers`: the same of every task that the event's own write cancels, or changes and leaves open. `window`:
 * the township's office that took the application; `county`: the county's civil affairs. Of a motion, `members`: who may
 * vote in its ballot; `mover`: who moved it, and their unit.
 */
export const announcedToSchema = z.enum([
  'holder',
  'previous-holder',
  'task-unit',
  'worker',
  'cancelled-workers',
  'changed-workers',
  'window',
  'county',
  'members',
  'mover',
]);
export type AnnouncedTo = z.infer<typeof announcedToSchema>;

const none = z.string().min(1);

const eventRow = z.strictObject({
  event: z.string().min(1),
  /** Of `task-opened`, which is told by the kind of the task. */
  taskKind: z.string().optional(),
  announce: z
    .array(z.strictObject({ template: z.string().min(1), to: z.array(announcedToSchema).min(1) }))
    .min(1)
    .optional(),
  /** Why nobody is told. */
  none: none.optional(),
});

const stateRow = z.strictObject({
  machine: z.string().min(1),
  state: z.string().min(1),
  /** The events through which this state of the procedure is announced. */
  through: z.array(z.string()).min(1).optional(),
  none: none.optional(),
});

export const announcementsSchema = z.strictObject({ events: z.array(eventRow), states: z.array(stateRow), ...cited });
