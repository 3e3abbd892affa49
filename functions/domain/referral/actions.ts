import type { CivilDate } from '../values/civil-date.ts';
import type { UnitId } from '../values/ids.ts';
import type { Part } from './part.ts';

/** What can be done to one part of a referral. */
export type ReferralAction = { readonly part: string } & (
  | { readonly kind: 'receive' }
  | { readonly kind: 'accept' }
  | { readonly kind: 'return' }
  | { readonly kind: 'answer'; readonly result: 'granted' | 'not-eligible' }
  | { readonly kind: 'refer-on'; readonly to: UnitId }
  | { readonly kind: 'reassign'; readonly to: UnitId }
  | { readonly kind: 'arbitrate'; readonly ruling: Ruling }
  /** The mechanism's resolution; without `to` it named no department, and the arbiter decides after all. */
  | { readonly kind: 'resolve'; readonly to?: UnitId }
  /** This part leads from now on. */
  | { readonly kind: 'name-lead' }
  | { readonly kind: 'withdraw' }
);

export type Ruling =
  | { readonly kind: 'assign'; readonly to: UnitId }
  /** To the county's coordination mechanism, once. */
  | { readonly kind: 'mechanism' }
  /** No department answers for this need. */
  | { readonly kind: 'dismiss' };

export interface ActContext {
  readonly on: CivilDate;
  /** Returns that lead to another department before the arbiter decides (setting `referral.returns`). */
  readonly returns: number;
  /** Units of the county that can be given a part. */
  readonly departments: readonly UnitId[];
}

export interface Acted {
  readonly kind: 'acted';
  readonly parts: readonly Part[];
  /** What the procedure follows. */
  readonly outcome: string;
  /** Optional parts that were closed with this act, because nothing is waited for any more. */
  readonly withdrawn: readonly string[];
}
