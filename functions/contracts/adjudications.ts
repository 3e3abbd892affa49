import * as z from 'zod';
import { adjudicationStatuses } from '../domain/adjudication/vocabulary.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { caseIdSchema, householdIdSchema, personIdSchema } from '../domain/values/ids.ts';
import { text } from './decisions/parts.ts';
import { recordChangeSchema } from './heads/adjudication.ts';

const reason = text;

/** How the register is to be put right; households and persons by the ids that the house gives out. */
export const openAdjudicationSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('merge-households'),
      from: householdIdSchema,
      into: householdIdSchema,
      reason,
    }),
    z.strictObject({
      kind: z.literal('split-household'),
      from: householdIdSchema,
      persons: z.array(personIdSchema).min(1).max(22),
      reason,
    }),
    z.strictObject({ kind: z.literal('merge-persons'), keep: personIdSchema, drop: personIdSchema, reason }),
  ])
  .meta({ id: 'OpenAdjudication' });
export type OpenAdjudication = z.output<typeof openAdjudicationSchema>;

export const adjudicationOpenedSchema = z
  .object({
    kind: z.literal('adjudication-opened'),
    caseId: caseIdSchema,
    /** `known`: the same is being settled already. */
    as: z.enum(['opened', 'known']),
  })
  .meta({ id: 'AdjudicationOpened' });
export type AdjudicationOpened = z.output<typeof adjudicationOpenedSchema>;

export const adjudicationViewSchema = z
  .object({
    caseId: caseIdSchema,
    householdId: householdIdSchema,
    area: areaCodeSchema,
    areaName: z.string(),
    status: z.enum(adjudicationStatuses),
    change: recordChangeSchema,
    requestedBy: z.string(),
    reason: z.string(),
    isCarriedOut: z.boolean().nullable(),
  })
  .meta({ id: 'Adjudication' });
