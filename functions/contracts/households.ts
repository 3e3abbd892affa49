import * as z from 'zod';
import { deliveryStates } from '../domain/household/deliveries.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { civilDateSchema } from '../domain/values/civil-date.ts';
import { caseIdSchema, householdIdSchema } from '../domain/values/ids.ts';

const origin = z.object({
  kind: z.enum(['determination', 'referral', 'feed']),
  caseId: z.string().nullable(),
  feed: z.string().nullable(),
  /** The day that the feed's data speak of. */
  on: civilDateSchema.nullable(),
});

const aid = z.object({
  person: z.string(),
  aid: z.string(),
  title: z.string(),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  fen: z.int().nullable(),
  origin,
});

/** A household with everything that every department grants it: 一户(人)一条救助链. */
export const householdViewSchema = z
  .object({
    householdId: householdIdSchema,
    on: civilDateSchema,
    persons: z.array(z.string()),
    cases: z.array(caseIdSchema),
    aid: z.array(aid),
    entitlements: z.array(
      z.object({
        entitlement: z.string(),
        title: z.string(),
        department: z.string(),
        state: z.enum(deliveryStates),
        since: civilDateSchema,
        /** Chinese: why it is said to stand so. */
        reason: z.string(),
      }),
    ),
    overlaps: z.array(
      z.object({
        rule: z.string(),
        person: z.string(),
        aids: z.array(aid),
        from: civilDateSchema,
        until: civilDateSchema.nullable(),
        reason: z.string(),
      }),
    ),
    /** Of which day each feed speaks; null: none has come, and what it would say is not known. */
    freshness: z.array(z.object({ feed: z.string(), on: civilDateSchema.nullable() })),
    isVerified: z.boolean(),
  })
  .meta({ id: 'HouseholdView' });
export type HouseholdView = z.output<typeof householdViewSchema>;

export const reviewHouseholdsSchema = z.strictObject({ area: areaCodeSchema }).meta({ id: 'ReviewHouseholds' });

export const householdsReviewedSchema = z
  .object({
    area: areaCodeSchema,
    on: civilDateSchema,
    households: z.int(),
    missing: z.int(),
    overlaps: z.int(),
    /** What came of it; what was known already is not raised again. */
    alerts: z.object({ received: z.int(), known: z.int(), updated: z.int(), refused: z.int() }),
    /** Pairs of persons who may be one, put before the county. */
    adjudications: z.array(caseIdSchema),
    freshness: z.array(z.object({ feed: z.string(), on: civilDateSchema.nullable() })),
  })
  .meta({ id: 'HouseholdsReviewed' });
export type HouseholdsReviewed = z.output<typeof householdsReviewedSchema>;
