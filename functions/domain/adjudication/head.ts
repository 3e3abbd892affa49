import type { HeadBase } from '../casework/head-base.ts';
import type { HouseholdId, PersonId } from '../values/ids.ts';
import type { adjudicationStatuses } from './vocabulary.ts';

/** How the register of families and people is to be put right. Cases stay what they are; where people belong changes. */
export type RecordChange =
  | { readonly kind: 'merge-households'; readonly from: HouseholdId; readonly into: HouseholdId }
  | {
      readonly kind: 'split-household';
      readonly from: HouseholdId;
      /** New, and made by the write that carries it out. */
      readonly into: HouseholdId;
      readonly persons: readonly PersonId[];
    }
  /** One human being under two numbers: what stands under `drop` counts for `keep` from now on. */
  | { readonly kind: 'merge-persons'; readonly keep: PersonId; readonly drop: PersonId };

/** 档案核并: a change of the register, settled by a second person. */
export interface AdjudicationHead extends HeadBase {
  readonly procedure: 'adjudication';
  readonly status: (typeof adjudicationStatuses)[number];
  readonly change: RecordChange;
  /** Subject, or `system:…` where the register was looked through. */
  readonly requestedBy: string;
  readonly isCarriedOut?: boolean;
}
