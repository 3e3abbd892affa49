import type { Barred, Seat } from './roster.ts';
import { entitledOf } from './roster.ts';

export const choices = ['approve', 'reject', 'abstain'] as const;
export type Choice = (typeof choices)[number];

export interface Vote {
  readonly choice: Choice;
  readonly reason: string;
}

/** At a meeting those count who attend; by circulation those who vote. */
export const ballotMethods = ['meeting', 'circulation'] as const;
export type BallotMethod = (typeof ballotMethods)[number];

/** One ballot while it is open. A seat has one vote: a later one takes the place of the earlier. */
export interface Ballot extends Barred {
  readonly seats: readonly Seat[];
  readonly method: BallotMethod;
  /** Seats recorded as attending a meeting. */
  readonly attended: readonly string[];
  /** Seats that have voted, sorted: the record shows no order. */
  readonly voted: readonly string[];
}

export const isEntitled = (ballot: Pick<Ballot, 'seats' | 'recused' | 'departed'>, subject: string): boolean =>
  entitledOf(ballot.seats, ballot).some((seat) => seat.subject === subject);

export const withVote = <B extends Pick<Ballot, 'voted'>>(ballot: B, seat: string): B => ({
  ...ballot,
  voted: [...new Set([...ballot.voted, seat])].toSorted(),
});

/**
 * Whether nobody is left who could still vote. Never because a threshold is reached: who comes last is heard, too. Nobody
 * entitled at all is for the deadline to end.
 */
export function isBallotComplete(ballot: Pick<Ballot, 'seats' | 'recused' | 'departed' | 'voted'>): boolean {
  const entitled = entitledOf(ballot.seats, ballot);
  return entitled.length > 0 && entitled.every(({ seat }) => ballot.voted.includes(seat));
}
