import type { HeadBase } from '../casework/head-base.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, TaskId, UnitId } from '../values/ids.ts';
import type { BallotMethod } from './ballot.ts';
import type { MotionKind, Resolution } from './motion.ts';
import type { Seat } from './roster.ts';
import type { Tally } from './tally.ts';
import type { deliberationStatuses } from './vocabulary.ts';

/** 一事一议: one motion before the county coordination mechanism. */
export interface DeliberationHead extends HeadBase {
  readonly procedure: 'deliberation';
  readonly status: (typeof deliberationStatuses)[number];
  readonly motion: {
    readonly kind: MotionKind;
    /** The case that it is about. */
    readonly of: CaseId;
    /** A task of that case that waits for the answer. */
    readonly answers?: TaskId;
    /** Who moved it, and for which unit: told of the end. */
    readonly by: string;
    readonly unit: UnitId;
  };
  /** How the members are asked, and what they are asked: set with the dossier. */
  readonly method?: BallotMethod;
  readonly proposal?: Resolution;
  /** The ballot of this round; absent before the first. */
  readonly ballot?: BallotRecord;
  /** How often it was convened again without a decision, and how often on new facts after it was not carried. */
  readonly reconvened: number;
  readonly renewed: number;
  /** `basis`: what carried it. */
  readonly resolution?: Resolution & { readonly basis: 'ballot' | 'chair-ruling' };
  /** Relief that was granted here was paid: carrying it out anew pays nothing more. */
  readonly paidOn?: CivilDate;
}

export interface BallotRecord {
  readonly round: number;
  readonly convenedOn: CivilDate;
  /** The snapshot. */
  readonly seats: readonly Seat[];
  /** Seats for which nobody was in the register. */
  readonly vacant: readonly string[];
  /** Seats recorded as attending, of a meeting. */
  readonly attended: readonly string[];
  /** Seats that have voted, sorted. How, stands sealed until the ballot is closed. */
  readonly voted: readonly string[];
  /** Set by the last entitled vote or the chair; absent where the deadline closed it. `departed` by subject. */
  readonly closing?: { readonly at: number; readonly by: 'members' | 'chair'; readonly departed: readonly string[] };
  readonly tally?: Tally;
  /** SHA-256 over the canonical JSON of the minutes. */
  readonly minutesHash?: string;
  /** Who rules where the vote could not, by seat. */
  readonly ruling?: { readonly basis: 'tied' | 'no-quorum'; readonly ruler: string };
}

/**
 * A case that waits carries the resolution out by its own work: a relief pays, a referral goes to its department. What others
 * asked for is carried out here.
 */
export const isCarriedOutElsewhere = ({ motion: { kind, answers } }: DeliberationHead): boolean =>
  answers !== undefined && (kind === 'large-relief' || kind === 'referral-dispute');

/** Who is asked for a vote in the ballot of this round. */
export const votersOf = ({ ballot, recused }: DeliberationHead): readonly Seat[] =>
  ballot?.seats.filter(({ subject }) => !recused.includes(subject)) ?? [];
