import * as z from 'zod';
import type { AdjudicationHead, RecordChange } from '../../domain/adjudication/head.ts';
import { adjudicationStatuses } from '../../domain/adjudication/vocabulary.ts';
import { householdIdSchema, personIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

export const recordChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge-households'), from: householdIdSchema, into: householdIdSchema }),
  z.object({
    kind: z.literal('split-household'),
    from: householdIdSchema,
    into: householdIdSchema,
    persons: z.array(personIdSchema),
  }),
  z.object({ kind: z.literal('merge-persons'), keep: personIdSchema, drop: personIdSchema }),
]) satisfies z.ZodType<RecordChange>;

export const adjudicationHeadSchema = headBase.extend({
  procedure: z.literal('adjudication'),
  status: z.enum(adjudicationStatuses),
  change: recordChangeSchema,
  requestedBy: z.string(),
  isCarriedOut: z.exactOptional(z.boolean()),
}) satisfies z.ZodType<AdjudicationHead>;
