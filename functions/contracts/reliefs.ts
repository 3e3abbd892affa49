import * as z from 'zod';
import { reliefStages, reliefStatuses, reliefTypes } from '../domain/emergency-relief/vocabulary.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { fenSchema } from '../domain/values/fen.ts';
import { caseIdSchema, householdIdSchema } from '../domain/values/ids.ts';
import { text } from './decisions/parts.ts';
import { householdSchema } from './household.ts';

/** 临时救助: asked for at the window, or begun because somebody was found in need. */
export const requestReliefSchema = z
  .strictObject({
    household: householdSchema,
    type: z.enum(reliefTypes),
    /** Of the pack's causes (`GET /reliefs/causes` of the API page: fire, accident, illness …). */
    cause: z.string().min(1).max(60),
    /** Fen, if a sum is asked for. */
    requestedFen: fenSchema.exactOptional(),
    /** What happened. */
    statement: text,
  })
  .meta({ id: 'RequestRelief' });
export type RequestRelief = z.output<typeof requestReliefSchema>;

export const reliefRequestedSchema = z
  .object({
    kind: z.literal('relief-requested'),
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    type: z.enum(reliefTypes),
    /** First instant at which help is late, for 急难型. */
    helpBy: z.string().nullable(),
  })
  .meta({ id: 'ReliefRequested' });
export type ReliefRequested = z.output<typeof reliefRequestedSchema>;

export const reliefWithdrawalSchema = z.strictObject({ reason: text }).meta({ id: 'ReliefWithdrawal' });

export const reliefViewSchema = z
  .object({
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    area: areaCodeSchema,
    areaName: z.string(),
    type: z.enum(reliefTypes),
    cause: z.string(),
    causeTitle: z.string(),
    status: z.enum(reliefStatuses),
    stage: z.enum(reliefStages),
    requestedOn: civilDateSchema,
    requestedFen: z.int().nullable(),
    proposedFen: z.int().nullable(),
    approvedFen: z.int().nullable(),
    paidFen: z.int().nullable(),
    paidOn: civilDateSchema.nullable(),
    beside: caseIdSchema.nullable(),
    closedOn: civilDateSchema.nullable(),
    applicant: z.string(),
    statement: z.string(),
  })
  .meta({ id: 'Relief' });
