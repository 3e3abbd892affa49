import * as z from 'zod';
import { caseStatuses, stages, taskKinds } from '../domain/casework/vocabulary.ts';
import { circumstances } from '../domain/application/vocabulary.ts';
import { taskStatuses } from '../domain/casework/task.ts';
import { standings } from '../domain/clock/standing.ts';
import { tierSchema } from '../../policy/vocabulary.ts';

/** JSON that is shown as it stands; it was checked when it was read from the store. */
const asItStands = z.unknown();

/** What requests for reading answer. Responses are parsed by these too, so that nothing unlisted leaks out. */

const limit = z.object({
  limitId: z.string(),
  title: z.string(),
  from: z.string(),
  dueOn: z.string(),
  provisional: z.boolean(),
});

export const taskViewSchema = z
  .object({
    taskId: z.string(),
    caseId: z.string(),
    kind: z.enum(taskKinds),
    title: z.string(),
    round: z.int(),
    /** The branch of the procedure, where several run side by side: a part of a referral. */
    part: z.string().nullable(),
    unit: z.string(),
    unitName: z.string(),
    roles: z.array(z.string()),
    status: z.enum(taskStatuses),
    version: z.int(),
    holder: z.string().nullable(),
    /** Whose work it is, where a substitute took or closed it. */
    onBehalfOf: z.string().nullable(),
    outcome: z.string().nullable(),
    /** The decision was taken back and counts for nothing. */
    isTakenBack: z.boolean(),
    startLimit: limit.nullable(),
    finishLimit: limit.nullable(),
    isOverdue: z.boolean(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.output<typeof taskViewSchema>;

/** As the inbox shows it. */
const inboxItemSchema = taskViewSchema
  .extend({
    /** Its colour. */
    standing: z.enum(standings),
    /** Last day of what presses; null: nothing does, or its time stands still. */
    pressingOn: z.string().nullable(),
    provisional: z.boolean(),
    /** Who is away and whose work it is, where it stands here by substitution. */
    standingInFor: z.string().nullable(),
  })
  .meta({ id: 'InboxItem' });
export type InboxItem = z.output<typeof inboxItemSchema>;

export const inboxSchema = z
  .object({ items: z.array(inboxItemSchema), next: z.string().nullable() })
  .meta({ id: 'Inbox' });

const countsSchema = z.record(z.enum(standings), z.object({ count: z.int(), more: z.boolean() }));

/** `more`: at least so many; counting stops there. */
export const inboxCountsSchema = z
  .object({ mine: countsSchema, unit: countsSchema, unclaimed: countsSchema })
  .meta({ id: 'InboxCounts' });

export const foundCasesSchema = z
  .object({
    items: z.array(
      z.object({
        caseId: z.string(),
        status: z.enum(caseStatuses),
        area: z.string(),
        areaName: z.string(),
        stage: z.enum(stages),
        dueOn: z.string().nullable(),
        provisional: z.boolean(),
        openTasks: z.array(z.object({ taskId: z.string(), title: z.string(), holder: z.string().nullable() })),
      }),
    ),
    /** There are more than are shown: ask more exactly. */
    more: z.boolean(),
  })
  .meta({ id: 'FoundCases' });

export const taskListSchema = z
  .object({ items: z.array(taskViewSchema), next: z.string().nullable() })
  .meta({ id: 'TaskList' });

export const applicationViewSchema = z
  .object({
    caseId: z.string(),
    householdId: z.string(),
    area: z.string(),
    areaName: z.string(),
    status: z.enum(caseStatuses),
    stage: z.enum(stages),
    round: z.int(),
    gen: z.int(),
    requestedTier: tierSchema,
    registeredOn: z.string(),
    acceptedOn: z.string().nullable(),
    dueOn: z.string().nullable(),
    provisional: z.boolean(),
    totalDays: z.int().nullable(),
    isOverdue: z.boolean(),
    circumstances: z.array(z.enum(circumstances)),
    delegated: z.boolean(),
    nearRelative: z.boolean(),
    /** Confirming or refusing needs a visit by the confirming body. */
    mustVisit: z.boolean(),
    recommended: z.array(tierSchema),
    missing: z.array(z.object({ code: z.string(), text: z.string(), source: z.string() })),
    family: z.object({
      members: z.array(z.object({ memberId: z.string(), name: z.string(), idNumber: z.string() })),
      address: z.string(),
    }),
  })
  .meta({ id: 'Application' });
export type ApplicationView = z.output<typeof applicationViewSchema>;

/** Verdict of every tier with its reason tree down to figure and article, and what each would pay. */
export const classificationViewSchema = z
  .object({
    caseId: z.string(),
    round: z.int(),
    /** False: a proposal; the rules of the day of decision govern. */
    isDecided: z.boolean(),
    classification: asItStands,
  })
  .meta({ id: 'Classification' });

export const receiptViewSchema = z
  .object({
    caseId: z.string(),
    title: z.string(),
    window: z.string(),
    registeredOn: z.string(),
    acceptedOn: z.string().nullable(),
    dueOn: z.string().nullable(),
    provisional: z.boolean(),
    missing: z.array(z.string()),
    text: z.array(z.string()),
  })
  .meta({ id: 'Receipt' });

export const deadlineViewSchema = z
  .object({
    caseId: z.string(),
    dueOn: z.string().nullable(),
    provisional: z.boolean(),
    limit: z.string().nullable(),
    extended: z.boolean(),
    /** The date is as if the pause ended today. */
    paused: z.boolean(),
    pauses: z.array(
      z.object({ ground: z.string(), from: z.string(), until: z.string().nullable(), workingDays: z.int() }),
    ),
    why: z.array(z.string()),
    tasks: z.array(
      z.object({
        taskId: z.string(),
        title: z.string(),
        kind: z.string(),
        dueOn: z.string(),
        provisional: z.boolean(),
        paused: z.boolean(),
        why: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'Deadline' });

export const noticeViewSchema = z
  .object({
    items: z.array(
      z.object({
        area: z.string(),
        areaName: z.string(),
        purpose: z.string(),
        postedOn: z.string(),
        until: z.string(),
        fields: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  })
  .meta({ id: 'PublicNotices' });

export const poolViewSchema = z
  .object({
    items: z.array(
      z.object({
        caseId: z.string(),
        memberId: z.string(),
        area: z.string(),
        ground: z.string(),
        enteredOn: z.string(),
        until: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'MonitoringPool' });

export const letterViewSchema = z
  .object({
    caseId: z.string(),
    title: z.string(),
    to: z.string(),
    on: z.string(),
    paragraphs: z.array(z.string()),
    deliverBy: z.string().nullable(),
  })
  .meta({ id: 'Letter' });

export const chainViewSchema = z
  .object({
    householdId: z.string(),
    entries: z.array(asItStands),
    refusals: z.array(asItStands),
    pool: z.array(asItStands),
    specialAid: z.array(asItStands),
    /** 临时救助 paid, in fen. */
    reliefs: z.array(asItStands),
    gaps: z.array(asItStands),
    overlaps: z.array(asItStands),
    isVerified: z.boolean(),
  })
  .meta({ id: 'AssistanceChain' });

export const eventsViewSchema = z
  .object({
    caseId: z.string(),
    isVerified: z.boolean(),
    items: z.array(
      z.object({
        seq: z.int(),
        type: z.string(),
        at: z.number(),
        recordedAt: z.number(),
        actor: z.string(),
        /** Whose work the actor did, as a substitute. */
        onBehalfOf: z.string().exactOptional(),
        data: asItStands,
        hash: z.string(),
      }),
    ),
  })
  .meta({ id: 'CaseEvents' });

export const healthViewSchema = z
  .object({
    status: z.literal('ok'),
    stage: z.string(),
    pack: z.string(),
    today: z.string(),
    /** Last day of the published holiday calendar; dates beyond it are provisional. */
    calendarThrough: z.string(),
    /** Chinese; the pack runs out soon, has run out, or the calendar ends soon. */
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Health' });

export const clockViewSchema = z
  .object({
    now: z.string(),
    today: z.string(),
    offsetMs: z.number(),
    noticesEnded: z.int(),
    limitsExceeded: z.int(),
    reminded: z.int(),
  })
  .meta({ id: 'TestClock' });
