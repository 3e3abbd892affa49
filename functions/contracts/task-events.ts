import * as z from 'zod';
import { stages, taskKinds } from '../domain/casework/vocabulary.ts';
import { afterTallies } from '../domain/deliberation/after-tally.ts';
import type { Place } from '../domain/referral/place.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { caseIdSchema } from '../domain/values/ids.ts';

/** Payloads that the ASL files send to the task doors. Ids only; readers tolerate what later versions add. */

const step = z.object({
  schemaVersion: z.literal(1),
  caseId: caseIdSchema,
  gen: z.int().min(1),
  round: z.int().min(1),
});

/** A branch of a procedure: in task ids and execution names. */
const partId = z.string().regex(/^[a-z0-9-]{1,20}$/);
const part = partId.exactOptional();

export const openTaskEvent = step.extend({
  part,
  stage: z.enum(stages),
  kind: z.enum(taskKinds),
  token: z.string().min(1).max(2048),
});
export type OpenTaskEvent = z.output<typeof openTaskEvent>;

export const settleTaskEvent = step.extend({ part, kind: z.enum(taskKinds) });
export type SettleTaskEvent = z.output<typeof settleTaskEvent>;

/** A step of one branch. */
export const partStepEvent = step.extend({ part: partId });
export type PartStepEvent = z.output<typeof partStepEvent>;

export const caseStepEvent = step;
export type CaseStepEvent = z.output<typeof caseStepEvent>;

/** Of a scan, which is no case. */
export const scanEvent = z.object({ schemaVersion: z.literal(1), by: z.string().min(1).max(80) });
export const reviewEvent = z.object({ schemaVersion: z.literal(1), area: areaCodeSchema });

/** `not-ready`: the residents have never been delivered. */
export type PopulationScanned =
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'scanned'; readonly runId: string; readonly counties: readonly string[] };

export interface CountyReviewed {
  readonly kind: 'reviewed';
  readonly area: string;
  readonly households: number;
  readonly missing: number;
  readonly overlaps: number;
  readonly raised: number;
  readonly pairs: number;
}

/** What the doors answer; the Choice states branch on `kind` and `outcome`. */
export const settledSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('decided'), outcome: z.string() }),
  z.object({ kind: z.literal('expired') }),
  z.object({ kind: z.literal('cancelled') }),
]);
export type Settled = z.output<typeof settledSchema>;

export const classifiedSchema = z.object({ kind: z.enum(['recommended', 'none-fits', 'facts-missing', 'cancelled']) });
export type Classified = z.output<typeof classifiedSchema>;

export const determinedSchema = z.object({ kind: z.enum(['granted', 'refused', 'cancelled']) });
export type Determined = z.output<typeof determinedSchema>;

export const aidEndedSchema = z.object({ kind: z.enum(['ended', 'cancelled']) });
export type AidEnded = z.output<typeof aidEndedSchema>;

export const nextTierFiledSchema = z.object({ kind: z.enum(['filed', 'cancelled']) });
export type NextTierFiled = z.output<typeof nextTierFiledSchema>;

export const aidChangedSchema = z.object({ kind: z.enum(['changed', 'cancelled']) });
export type AidChanged = z.output<typeof aidChangedSchema>;

export const convenedSchema = z.object({ kind: z.enum(['convened', 'cancelled']) });
export type Convened = z.output<typeof convenedSchema>;

export const talliedSchema = z.object({ kind: z.enum([...afterTallies, 'cancelled']) });
export type Tallied = z.output<typeof talliedSchema>;
/** `parts`: those that wait for work. */
export type ReferralSent =
  | { readonly kind: 'sent'; readonly parts: readonly string[] }
  | { readonly kind: 'cancelled' };

/** Which work a part waits for, and in which round. */
export interface PartPlaced {
  readonly kind: Place;
  readonly round: number;
}

export interface ReferralClosed {
  readonly kind: 'closed';
}
