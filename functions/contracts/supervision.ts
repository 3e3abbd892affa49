import * as z from 'zod';
import { stages, taskKinds } from '../domain/casework/vocabulary.ts';
import { taskStatuses } from '../domain/casework/task.ts';
import { standings } from '../domain/clock/standing.ts';

/** What those who supervise see: figures, and the cases behind each figure. No personal data of families. */

const tally = {
  open: z.int(),
  overdue: z.int(),
  dueToday: z.int(),
  dueSoon: z.int(),
  paused: z.int(),
  unclaimed: z.int(),
  provisional: z.int(),
  oldest: z.object({ days: z.int(), caseId: z.string() }).nullable(),
  closed: z.int(),
  onTime: z.int(),
  late: z.int(),
  /** null: nothing with a limit was closed. */
  onTimeRate: z.number().nullable(),
  returned: z.int(),
};

export const supervisionSchema = z
  .object({
    unit: z.string(),
    from: z.string(),
    until: z.string(),
    rows: z.array(
      z.object({
        unit: z.string(),
        unitName: z.string(),
        kind: z.enum(taskKinds),
        title: z.string(),
        stage: z.enum(stages),
        ...tally,
      }),
    ),
    /** Of the units listed here. */
    totals: z.object(tally),
    /** Chinese: what must be seen to before it stops the work, the calendar above all. */
    warnings: z.array(z.string()),
    /** 数据源 that are late or quarantined, for who sees the whole city; null for others, and where no lake is kept. */
    feeds: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          owner: z.string(),
          /** null: it never came. */
          lastGoodOn: z.string().nullable(),
          /** 0: not late. */
          lateDays: z.int(),
          quarantined: z.boolean(),
        }),
      )
      .nullable(),
    next: z.string().nullable(),
  })
  .meta({ id: 'Supervision' });
export type SupervisionView = z.output<typeof supervisionSchema>;

export const supervisedCasesSchema = z
  .object({
    items: z.array(
      z.object({
        taskId: z.string(),
        /** The receipt number. */
        caseId: z.string(),
        kind: z.enum(taskKinds),
        title: z.string(),
        unit: z.string(),
        status: z.enum(taskStatuses),
        holder: z.string().nullable(),
        outcome: z.string().nullable(),
        openedOn: z.string(),
        closedOn: z.string().nullable(),
        /** Of open work. */
        standing: z.enum(standings).nullable(),
        pressingOn: z.string().nullable(),
        provisional: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'SupervisedCases' });
