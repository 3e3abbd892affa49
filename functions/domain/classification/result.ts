import type { FigureUnit, Reference, Tier } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { MemberId } from '../values/ids.ts';

/** One step of an explanation. Plain data, stored with the determination and shown to the person concerned. */
export interface Reason {
  /** Stable, kebab-case; texts may change, codes do not. */
  readonly code: string;
  readonly verdict: 'met' | 'not-met' | 'unknown';
  /** Chinese, one sentence, with the figures compared. */
  readonly text: string;
  readonly source?: Reference;
  readonly figures?: readonly FigureUsed[];
  readonly member?: MemberId;
  /** Of an unknown leaf: the facts that would settle it. */
  readonly missing?: readonly MissingFact[];
  readonly because?: readonly Reason[];
}

export interface FigureUsed {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly unit: FigureUnit;
  readonly source: Reference;
  readonly demo: boolean;
  readonly carriedOver: boolean;
}

export interface MissingFact {
  /** Property of the facts, e.g. 'incomes', 'obligors[0].birthDate', 'selfCare.eating'. */
  readonly fact: string;
  /** Absent: a fact of the household. */
  readonly member?: MemberId;
  readonly text: string;
}

/** What would be paid. Money in fen; nothing is rounded, so a yearly figure stays yearly. */
export type Amount =
  | {
      readonly kind: 'amount';
      /** Sum of the monthly components. */
      readonly monthlyFen: number;
      readonly components: readonly AmountComponent[];
    }
  | { readonly kind: 'not-computed'; readonly because: string; readonly missing: readonly MissingFact[] }
  /** 低保边缘 and 刚性支出 carry no cash of their own. */
  | { readonly kind: 'none' };

export interface AmountComponent {
  readonly code: 'top-up' | 'destitute-basic' | 'destitute-care';
  readonly member?: MemberId;
  readonly fen: number;
  readonly per: 'month' | 'year';
  readonly text: string;
  readonly figures: readonly FigureUsed[];
}

/** `person`: 特困; `household`; 单独纳入; 参照单人户. */
export type Route = 'person' | 'household' | 'single-inclusion' | 'reference-single';

export interface TierVerdict {
  readonly tier: Tier;
  readonly kind: 'met' | 'not-met' | 'not-computed';
  readonly reasons: Reason;
  readonly coveredMembers: readonly MemberId[];
  readonly amount: Amount;
}

export interface RouteVerdict {
  readonly route: 'single-inclusion' | 'reference-single';
  readonly member: MemberId;
  readonly kind: 'met' | 'not-met' | 'not-computed';
  readonly reasons: Reason;
  readonly amount: Amount;
}

/** Tier and persons that would be recognised together. Nobody stands in two of them. */
export interface Determination {
  readonly tier: Tier;
  readonly route: Route;
  readonly members: readonly MemberId[];
  readonly amount: Amount;
}

export interface Classification {
  readonly on: CivilDate;
  readonly packId: string;
  /**
   * `recommended`: at least one determination and nothing awaited; `waiting`: a verdict or an amount still turns on a missing fact
   * or figure (persons whose tier is clear already stand in `recommended`); `none`: no tier is met; `not-in-force`: nothing may be
   * decided under this pack.
   */
  readonly outcome: 'recommended' | 'waiting' | 'none' | 'not-in-force';
  /** One per tier, in the order of testing. */
  readonly tiers: readonly TierVerdict[];
  readonly routes: readonly RouteVerdict[];
  readonly recommended: readonly Determination[];
  /** Beside any tier. */
  readonly flags: readonly 'anti-relapse'[];
  readonly missing: readonly MissingFact[];
  /** Figures that need a word wherever the result is shown. */
  readonly restsOn: { readonly demo: readonly FigureUsed[]; readonly carriedOver: readonly FigureUsed[] };
}
