import type { Tier } from '../../../policy/schema.ts';
import type { Chain } from '../chain/fold.ts';
import { addMonths } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** What somebody gets: a tier, an item of the matrix, or a scheme of children's welfare. */
export type AidCode = `tier:${Tier}` | `item:${string}` | `scheme:${string}`;

/** 一户一条救助链, whoever granted it: our determinations, departments' answers, and what their feeds say. */
export interface HeldAid {
  readonly person: string;
  readonly aid: AidCode;
  readonly from: CivilDate;
  /** First day no longer covered; absent: no end known. */
  readonly until?: CivilDate;
  readonly fen?: number;
  /** The case, or the feed and the day that its data speak of. */
  readonly origin:
    | { readonly kind: 'determination' | 'referral'; readonly caseId: string }
    | { readonly kind: 'feed'; readonly feed: string; readonly on: CivilDate };
}

/** An answer or payment without an end of its own counts for a year: what recurs comes again within it. */
const COUNTS_MONTHS = 12;

export const heldInChain = ({ entries, specialAid }: Chain): readonly HeldAid[] => [
  ...entries.map(({ person, caseId, tier, from, until, monthlyFen }): HeldAid => ({
    person,
    aid: `tier:${tier}`,
    from,
    ...(until === undefined ? {} : { until }),
    ...(monthlyFen === undefined ? {} : { fen: monthlyFen }),
    origin: { kind: 'determination', caseId },
  })),
  ...specialAid.flatMap(({ person, caseId, entitlement, result, on, fen }): readonly HeldAid[] =>
    entitlement === undefined || result !== 'granted'
      ? []
      : [
          {
            person,
            aid: `item:${entitlement}`,
            from: on,
            until: addMonths(on, COUNTS_MONTHS),
            ...(fen === undefined ? {} : { fen }),
            origin: { kind: 'referral', caseId },
          },
        ],
  ),
];

/** What a feed tells of one person, already read; `until` absent: it counts for a year. */
export interface ToldAid {
  readonly person: string;
  readonly aid: AidCode;
  readonly from: CivilDate;
  readonly until?: CivilDate;
  /** Goes on until it is told otherwise. */
  readonly isOpen?: boolean;
  readonly fen?: number;
}

export const heldInFeed = (feed: string, on: CivilDate, told: readonly ToldAid[]): readonly HeldAid[] =>
  told.map(({ until, isOpen = false, ...aid }) => ({
    ...aid,
    ...(until !== undefined ? { until } : isOpen ? {} : { until: addMonths(aid.from, COUNTS_MONTHS) }),
    origin: { kind: 'feed', feed, on },
  }));

export const isHeldOn = ({ from, until }: Pick<HeldAid, 'from' | 'until'>, on: CivilDate): boolean =>
  from <= on && (until === undefined || on < until);
