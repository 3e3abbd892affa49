import type { BallotOutcome } from './tally.ts';
import type { Seat } from './roster.ts';
import { rulerOf } from './roster.ts';

/** What the procedure does next; its Choice branches on it. */
export const afterTallies = ['carried', 'not-carried', 'chair-ruling', 'reconvene', 'undecided'] as const;
export type AfterTally = (typeof afterTallies)[number];

export interface AfterTallyFacts {
  /** Entitled seats, and of them those who were present. */
  readonly entitled: readonly Seat[];
  readonly present: readonly Seat[];
  /** How often the motion was convened again already for want of a quorum or of somebody to decide a tie. */
  readonly reconvened: number;
  readonly mostReconvened: number;
  readonly tieRule: 'chair-decides' | 'not-carried';
}

/**
 * A tie is decided by the chair, or by the deputy where the chair is recused or away. Without quorum, or without either of
 * them, the mechanism is convened again, at most so often; then whoever chairs it rules, recorded as such. Where even that
 * is nobody, the motion ends undecided. Time never makes it a yes or a no.
 */
export function afterTally(outcome: BallotOutcome, facts: AfterTallyFacts): AfterTally {
  switch (outcome) {
    case 'carried':
      return 'carried';
    case 'rejected':
      return 'not-carried';
    case 'tied':
      if (facts.tieRule === 'not-carried') return 'not-carried';
      return rulerOf(facts.present) === undefined ? again(facts) : 'chair-ruling';
    case 'no-quorum':
      return again(facts);
  }
}

function again({ entitled, reconvened, mostReconvened }: AfterTallyFacts): AfterTally {
  if (reconvened < mostReconvened) return 'reconvene';
  return rulerOf(entitled) === undefined ? 'undecided' : 'chair-ruling';
}
