import * as z from 'zod';
import { carriedProcedures, taskKinds } from '../domain/casework/vocabulary.ts';
import { taskStatuses } from '../domain/casework/task.ts';
import type { TaskLimit, TaskRecord } from '../domain/casework/task.ts';
import type { CaseEvent, Json } from '../domain/casework/event.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { OutboxMessage } from '../domain/casework/message.ts';
import type { Receiver } from '../domain/notification/receiver.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, taskIdSchema, unitIdSchema } from '../domain/values/ids.ts';
import { adjudicationHeadSchema } from './heads/adjudication.ts';
import { applicationHeadSchema } from './heads/application.ts';
import { alertHeadSchema } from './heads/alert.ts';
import { alarmSchema } from './heads/base.ts';
import { deliberationHeadSchema } from './heads/deliberation.ts';
import { reliefHeadSchema } from './heads/emergency-relief.ts';
import { referralHeadSchema } from './heads/referral.ts';
import { terminationHeadSchema } from './heads/termination.ts';
import { visitHeadSchema } from './heads/visit.ts';

/** Shapes of what the store keeps; parsed on every read, so that a damaged or foreign item is an error and no surprise. */

/** One walk instead of a recursive union: documents here are large, and a union tries every branch at every node. */
export const jsonSchema = z.custom<Json>(isJson);

function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  }
  for (const item of Array.isArray(value) ? value : Object.values(value)) if (!isJson(item)) return false;
  return true;
}

export const caseHeadSchema = z.discriminatedUnion('procedure', [
  applicationHeadSchema,
  referralHeadSchema,
  deliberationHeadSchema,
  terminationHeadSchema,
  reliefHeadSchema,
  alertHeadSchema,
  visitHeadSchema,
  adjudicationHeadSchema,
]) satisfies z.ZodType<CaseHead>;

const taskLimitSchema = z.object({
  limitId: z.string(),
  from: civilDateSchema,
  dueOn: civilDateSchema,
  dueAt: z.number(),
  provisional: z.boolean(),
  paused: z.exactOptional(z.literal(true)),
}) satisfies z.ZodType<TaskLimit>;

export const taskSchema = z.object({
  caseId: caseIdSchema,
  taskId: taskIdSchema,
  kind: z.enum(taskKinds),
  round: z.int().min(1),
  part: z.exactOptional(z.string()),
  area: areaCodeSchema,
  unit: unitIdSchema,
  status: z.enum(taskStatuses),
  version: z.int().min(1),
  revision: z.int().min(1),
  holder: z.exactOptional(z.string()),
  openedAt: z.number(),
  startLimit: z.exactOptional(taskLimitSchema),
  startedAt: z.exactOptional(z.number()),
  finishLimit: z.exactOptional(taskLimitSchema),
  caseDueAt: z.exactOptional(z.number()),
  pausedSince: z.exactOptional(civilDateSchema),
  overdueAt: z.exactOptional(z.number()),
  alarm: z.exactOptional(alarmSchema),
  rungs: z.exactOptional(z.array(z.string())),
  outcome: z.exactOptional(z.string()),
  closedAt: z.exactOptional(z.number()),
  closedBy: z.exactOptional(z.string()),
  onBehalfOf: z.exactOptional(z.string()),
  urgedOn: z.exactOptional(civilDateSchema),
  takenBackAt: z.exactOptional(z.number()),
  settledAt: z.exactOptional(z.number()),
}) satisfies z.ZodType<TaskRecord>;

export const caseEventSchema = z.object({
  caseId: caseIdSchema,
  seq: z.int().min(1),
  type: z.string(),
  at: z.number(),
  recordedAt: z.number(),
  actor: z.string(),
  onBehalfOf: z.exactOptional(z.string()),
  data: z.record(z.string(), jsonSchema),
  prevHash: z.string(),
  hash: z.string(),
}) satisfies z.ZodType<CaseEvent>;

export const receiverSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), subject: z.string() }),
  z.object({ kind: z.enum(['unit', 'head', 'supervisors']), unit: unitIdSchema }),
]) satisfies z.ZodType<Receiver>;

export const outboxMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ring'), caseId: caseIdSchema, taskId: taskIdSchema }),
  z.object({
    kind: z.literal('start'),
    caseId: caseIdSchema,
    machine: z.enum(carriedProcedures),
    name: z.string(),
    input: z.record(z.string(), jsonSchema),
  }),
  z.object({ kind: z.literal('answer'), caseId: caseIdSchema, taskId: taskIdSchema, outcome: z.string() }),
  z.object({
    kind: z.literal('notify'),
    messageId: z.string(),
    template: z.string(),
    to: z.array(receiverSchema),
    caseId: z.exactOptional(caseIdSchema),
    taskId: z.exactOptional(taskIdSchema),
    whileOpen: z.exactOptional(z.boolean()),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({ kind: z.literal('handover'), handoverId: z.string() }),
]) satisfies z.ZodType<OutboxMessage>;
