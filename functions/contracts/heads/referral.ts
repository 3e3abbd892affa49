import * as z from 'zod';
import type { PlannedPart } from '../../domain/referral/form.ts';
import { referralOrigins } from '../../domain/referral/head.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { assignmentEnds, partResults, partStates } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import { referralStatuses } from '../../domain/referral/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, personIdSchema, unitIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

const plannedPart = z.object({
  need: z.string(),
  entitlement: z.exactOptional(z.string()),
  unit: unitIdSchema,
  mandatory: z.boolean(),
  lead: z.exactOptional(z.boolean()),
}) satisfies z.ZodType<PlannedPart>;

const assignment = z.object({
  unit: unitIdSchema,
  sentOn: civilDateSchema,
  receivedOn: z.exactOptional(civilDateSchema),
  acceptedOn: z.exactOptional(civilDateSchema),
  binding: z.exactOptional(z.literal(true)),
  ended: z.exactOptional(z.object({ how: z.enum(assignmentEnds), on: civilDateSchema })),
});

const part = z.object({
  id: z.string(),
  need: z.string(),
  entitlement: z.exactOptional(z.string()),
  mandatory: z.boolean(),
  lead: z.boolean(),
  state: z.enum(partStates),
  vacated: z.exactOptional(z.literal(true)),
  round: z.int().min(1),
  returns: z.int().min(0),
  mechanism: z.boolean(),
  assignments: z.array(assignment),
  result: z.exactOptional(z.enum(partResults)),
  endedOn: z.exactOptional(civilDateSchema),
}) satisfies z.ZodType<Part>;

export const referralHeadSchema = headBase.extend({
  procedure: z.literal('referral'),
  status: z.enum(referralStatuses),
  registeredOn: civilDateSchema,
  origin: z.object({ kind: z.enum(referralOrigins), caseId: z.exactOptional(caseIdSchema) }),
  persons: z.array(personIdSchema),
  planned: z.array(plannedPart),
  parts: z.array(part),
}) satisfies z.ZodType<ReferralHead>;
