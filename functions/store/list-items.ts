import * as z from 'zod';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { NEVER } from '../domain/casework/pressing.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, personIdSchema } from '../domain/values/ids.ts';
import type { NoticeRecord, PoolRecord, RecheckRecord } from '../ports/cases.ts';

export const noticeRecordSchema = z.object({
  caseId: caseIdSchema,
  noticeId: z.string(),
  area: areaCodeSchema,
  purpose: z.enum(['before-confirmation', 'after-confirmation', 'termination']),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
  postedOn: civilDateSchema,
  until: civilDateSchema,
}) satisfies z.ZodType<NoticeRecord>;

export const poolRecordSchema = z.object({
  person: personIdSchema,
  caseId: caseIdSchema,
  memberId: z.string(),
  area: areaCodeSchema,
  ground: z.string(),
  enteredOn: civilDateSchema,
  until: z.exactOptional(civilDateSchema),
  // Entries that an earlier version wrote are in no clock's index either.
  lookAt: z.number().default(NEVER),
}) satisfies z.ZodType<PoolRecord>;

export const recheckRecordSchema = z.object({
  caseId: caseIdSchema,
  determination: z.int().min(0),
  step: z.enum(['recheck', 'recheck-stable', 'recheck-unstable']),
  lastCheckedOn: civilDateSchema,
  dueOn: civilDateSchema,
  lookAt: z.number(),
}) satisfies z.ZodType<RecheckRecord>;
