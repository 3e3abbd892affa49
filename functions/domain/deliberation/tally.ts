import type { Ballot, Choice } from './ballot.ts';
import { entitledOf } from './roster.ts';
import type { Seat } from './roster.ts';

/** Figures of the pack (`mechanism.*` of settings.json). */
export interface BallotRule {
  /** Share of the entitled who must be present, as a fraction, rounded up to whole people. */
  readonly quorumNumerator: number;
  readonly quorumDenominator: number;
  readonly quorumLeast: number;
  /** More than this share of those present must approve. */
  readonly approvePercent: number;
}

export const ballotOutcomes = ['carried', 'rejected', 'tied', 'no-quorum'] as const;
export type BallotOutcome = (typeof ballotOutcomes)[number];

export interface Tally {
  readonly outcome: BallotOutcome;
  readonly entitled: number;
  readonly present: number;
  readonly quorum: number;
  readonly approve: number;
  readonly reject: number;
  /** Of those present: abstained, or attended and gave no vote. */
  readonly abstain: number;
}

/** Votes by seat. */
export type Votes = ReadonlyMap<string, { readonly choice: Choice }>;

/** Entitled members who count as present: attended a meeting, or voted by circulation. */
export function presentOf(ballot: Omit<Ballot, 'voted'>, votes: Votes): readonly Seat[] {
  const isPresent =
    ballot.method === 'meeting' ? (seat: string) => ballot.attended.includes(seat) : (seat: string) => votes.has(seat);
  return entitledOf(ballot.seats, ballot).filter(({ seat }) => isPresent(seat));
}

export const quorumOf = (entitled: number, rule: BallotRule): number =>
  Math.max(rule.quorumLeast, Math.ceil((entitled * rule.quorumNumerator) / rule.quorumDenominator));

/**
 * What a closed ballot came to. Depends on who was entitled, who was present and what each voted; on no order and no time.
 * Equal approvals and rejections are a tie; nothing but abstentions is not carried.
 */
export function tally(ballot: Omit<Ballot, 'voted'>, votes: Votes, rule: BallotRule): Tally {
  const entitled = entitledOf(ballot.seats, ballot).length;
  const present = presentOf(ballot, votes);
  const count = (choice: Choice) => present.filter(({ seat }) => votes.get(seat)?.choice === choice).length;
  const approve = count('approve');
  const reject = count('reject');
  const quorum = quorumOf(entitled, rule);
  return {
    outcome: outcomeOf({ approve, reject, present: present.length, quorum }, rule),
    entitled,
    present: present.length,
    quorum,
    approve,
    reject,
    abstain: present.length - approve - reject,
  };
}

function outcomeOf(
  { approve, reject, present, quorum }: Pick<Tally, 'approve' | 'reject' | 'present' | 'quorum'>,
  { approvePercent }: BallotRule,
): BallotOutcome {
  if (present < quorum) return 'no-quorum';
  if (approve * 100 > present * approvePercent) return 'carried';
  return approve === reject && approve > 0 ? 'tied' : 'rejected';
}
