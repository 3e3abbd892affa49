import * as z from 'zod';
import { tierSchema } from '../../policy/vocabulary.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { idNumberSchema } from '../domain/values/id-number.ts';

export const personQuerySchema = z
  .strictObject({
    /** Of the pack's purposes; each belongs to a department and opens its own fields. */
    purpose: z.string().min(1).max(60),
    idNumber: idNumberSchema,
    /** What the query is needed for: a receipt number of the asking department, or a reason. */
    reference: z.string().trim().min(1, '请填写查询依据').max(200),
  })
  .meta({ id: 'PersonQuery' });
export type PersonQuery = z.output<typeof personQuerySchema>;

/** Fields that the purpose does not open are absent. */
export const personAnswerSchema = z
  .object({
    kind: z.literal('person-answer'),
    purpose: z.string(),
    /** Nothing is known of the person here, or nothing that the asking unit may know. */
    isKnown: z.boolean(),
    recognition: z.array(z.object({ tier: tierSchema, title: z.string(), from: civilDateSchema })).exactOptional(),
    monthlyFen: z.int().nullable().exactOptional(),
    householdSize: z.int().exactOptional(),
    isWatched: z.boolean().exactOptional(),
    items: z.array(z.object({ entitlement: z.string(), title: z.string(), from: civilDateSchema })).exactOptional(),
    /** Of which moment the answer speaks, source by source; null: the source has not come. */
    freshness: z.array(z.object({ source: z.string(), on: civilDateSchema.nullable() })),
  })
  .meta({ id: 'PersonAnswer' });
export type PersonAnswer = z.output<typeof personAnswerSchema>;

export const accessLogSchema = z
  .object({
    items: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        unit: z.string(),
        purpose: z.string(),
        purposeTitle: z.string(),
        /** The person's blind index. */
        person: z.string(),
        reference: z.string(),
        isKnown: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'AccessLog' });
