import * as z from 'zod';
import { caseStatuses, circumstances, stages, taskKinds, taskStatuses } from '../domain/application/records.ts';
import type {
  Alarm,
  CaseEvent,
  CaseHead,
  Json,
  OutboxMessage,
  TaskLimit,
  TaskRecord,
} from '../domain/application/records.ts';
import type { Pause } from '../domain/clock/types.ts';
import type { Receiver } from '../domain/notification/receiver.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, householdIdSchema, taskIdSchema, unitIdSchema } from '../domain/values/ids.ts';
import { tierSchema } from '../../policy/schema.ts';

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

const alarmSchema = z.object({ at: z.number(), rung: z.string() }) satisfies z.ZodType<Alarm>;

const pauseSchema = z.object({
  ground: z.string(),
  from: civilDateSchema,
  until: z.exactOptional(civilDateSchema),
}) satisfies z.ZodType<Pause>;

const decided = z.object({ outcome: z.enum(['confirm', 'refuse']), by: z.string() });

export const caseHeadSchema = z.object({
  caseId: caseIdSchema,
  householdId: householdIdSchema,
  area: areaCodeSchema,
  status: z.enum(caseStatuses),
  stage: z.enum(stages),
  round: z.int().min(1),
  gen: z.int().min(1),
  version: z.int().min(1),
  lastSeq: z.int().min(0),
  lastHash: z.string(),
  requestedTier: tierSchema,
  registeredOn: civilDateSchema,
  acceptedOn: z.exactOptional(civilDateSchema),
  totalDueAt: z.exactOptional(z.number()),
  toldMissing: z.array(z.string()),
  circumstances: z.array(z.enum(circumstances)),
  pauses: z.exactOptional(z.array(pauseSchema)),
  extension: z.exactOptional(z.object({ ground: z.string(), grantedOn: civilDateSchema, amount: z.int() })),
  delegated: z.boolean(),
  nearRelative: z.boolean(),
  recused: z.array(z.string()),
  complaint: z.boolean(),
  randomCheck: z.exactOptional(z.boolean()),
  memberCount: z.int().min(1),
  factsVersion: z.int().min(1),
  exceptTiers: z.array(tierSchema),
  exceptRoutes: z.exactOptional(z.array(z.enum(['single-inclusion', 'reference-single']))),
  recommendedRoute: z.exactOptional(z.enum(['person', 'household', 'single-inclusion', 'reference-single'])),
  classifiedOn: z.exactOptional(civilDateSchema),
  recommended: z.array(tierSchema),
  noticedTiers: z.array(tierSchema),
  objected: z.boolean(),
  opinion: z.exactOptional(decided.extend({ onBehalfOf: z.exactOptional(z.string()) })),
  confirmation: z.exactOptional(decided.extend({ on: civilDateSchema })),
  totalOverdueAt: z.exactOptional(z.number()),
  alarm: z.exactOptional(alarmSchema),
  rungs: z.exactOptional(z.array(z.string())),
  attempts: z.exactOptional(z.record(z.string(), z.int().min(2))),
  closedOn: z.exactOptional(civilDateSchema),
  changedAt: z.number(),
}) satisfies z.ZodType<CaseHead>;

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
    machine: z.literal('application'),
    name: z.string(),
    input: z.record(z.string(), jsonSchema),
  }),
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
