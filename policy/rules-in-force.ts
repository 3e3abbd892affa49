import type {
  FigureUnit,
  Ground,
  IncomeExclusion,
  LegalLimit,
  PublicNoticeRule,
  Reference,
  Tier,
  TierRule,
  TerminationRules,
} from './schema.ts';

/** A figure as it stands on one day, with what must be said about it wherever it is used. */
export interface Figure {
  readonly kind: 'figure';
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly unit: FigureUnit;
  readonly from: string;
  readonly until?: string;
  readonly source: Reference;
  readonly demo: boolean;
  /** The last known figure, used after its last day because no newer one is loaded. */
  readonly carriedOver: boolean;
}

export interface FigureMissing {
  readonly kind: 'missing';
  readonly id: string;
  /** Chinese, for people. */
  readonly because: string;
}

/** Plain data: the rules of one pack on one civil day in one area. */
export interface RulesInForce {
  readonly packId: string;
  readonly on: string;
  readonly area: string;
  /** Not in force: nothing may be decided under this pack on that day. */
  readonly notice: { readonly kind: 'in-force' } | { readonly kind: 'not-in-force'; readonly because: string };
  /** In force on that day, in the order of testing. */
  readonly tiers: readonly TierRule[];
  readonly tiersNotInForce: readonly { readonly tier: Tier; readonly because: string }[];
  readonly figures: Readonly<Record<string, Figure | FigureMissing>>;
  readonly exclusions: readonly IncomeExclusion[];
  readonly limits: readonly LegalLimit[];
  readonly extensionGrounds: readonly Ground[];
  readonly pauseGrounds: readonly Ground[];
  readonly publicNotices: readonly PublicNoticeRule[];
  readonly termination: TerminationRules;
  /** The county has delegated its power of confirmation to the townships. */
  readonly delegated: boolean;
}
