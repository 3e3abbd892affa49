import * as z from 'zod';
import type { Alarm } from '../../domain/casework/alarm.ts';
import { stages } from '../../domain/casework/vocabulary.ts';
import type { Pause } from '../../domain/clock/types.ts';
import { areaCodeSchema } from '../../domain/values/area-code.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, householdIdSchema } from '../../domain/values/ids.ts';

export const alarmSchema = z.object({ at: z.number(), rung: z.string() }) satisfies z.ZodType<Alarm>;

const pauseSchema = z.object({
  ground: z.string(),
  from: civilDateSchema,
  until: z.exactOptional(civilDateSchema),
}) satisfies z.ZodType<Pause>;

/** What the stored heads of all procedures share. */
export const headBase = z.object({
  caseId: caseIdSchema,
  householdId: householdIdSchema,
  area: areaCodeSchema,
  stage: z.enum(stages),
  round: z.int().min(1),
  gen: z.int().min(1),
  version: z.int().min(1),
  lastSeq: z.int().min(0),
  lastHash: z.string(),
  acceptedOn: z.exactOptional(civilDateSchema),
  totalDueAt: z.exactOptional(z.number()),
  pauses: z.exactOptional(z.array(pauseSchema)),
  recused: z.array(z.string()),
  totalOverdueAt: z.exactOptional(z.number()),
  alarm: z.exactOptional(alarmSchema),
  rungs: z.exactOptional(z.array(z.string())),
  attempts: z.exactOptional(z.record(z.string(), z.int().min(2))),
  closedOn: z.exactOptional(civilDateSchema),
  changedAt: z.number(),
});
