import type { Ballot, Choice, Vote } from '../../../../functions/domain/deliberation/ballot.ts';
import { isEntitled, withVote } from '../../../../functions/domain/deliberation/ballot.ts';
import type { BallotRecord, DeliberationHead } from '../../../../functions/domain/deliberation/head.ts';
import type { Seat } from '../../../../functions/domain/deliberation/roster.ts';
import type { BallotRule } from '../../../../functions/domain/deliberation/tally.ts';
import { areaCode } from '../../../../functions/domain/values/area-code.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { caseId, householdId, taskId, unitId } from '../../../../functions/domain/values/ids.ts';

/** As settled: two thirds of the entitled and at least three; more than half of those present. */
export const rule: BallotRule = { quorumNumerator: 2, quorumDenominator: 3, quorumLeast: 3, approvePercent: 50 };

/** A chair, a deputy, and members: as many as asked for. */
export const rosterOf = (size: number): readonly Seat[] =>
  Array.from({ length: size }, (_, index) => ({
    seat: `s${index}`,
    office: index === 0 ? 'chair' : index === 1 ? 'deputy' : 'member',
    unit: unitId(`county-unit-${index}`),
    subject: `p${index}`,
  }));

export const ballotOf = (seats: readonly Seat[], more: Partial<Ballot> = {}): Ballot => ({
  seats,
  method: 'circulation',
  attended: [],
  voted: [],
  recused: [],
  departed: [],
  ...more,
});

export type Act =
  | { readonly kind: 'vote'; readonly subject: string; readonly choice: Choice }
  | { readonly kind: 'recuse' | 'depart'; readonly subject: string };

export interface Open {
  readonly ballot: Ballot;
  readonly votes: ReadonlyMap<string, Vote>;
}

/** What people do while a ballot is open, as the use cases let them: who is not entitled casts no vote. */
export function after({ ballot, votes }: Open, act: Act): Open {
  switch (act.kind) {
    case 'vote': {
      const seat = ballot.seats.find(({ subject }) => subject === act.subject);
      if (seat === undefined || !isEntitled(ballot, act.subject)) return { ballot, votes };
      return {
        ballot: withVote(ballot, seat.seat),
        votes: new Map(votes).set(seat.seat, { choice: act.choice, reason: act.choice }),
      };
    }
    case 'recuse':
      return { ballot: { ...ballot, recused: [...ballot.recused, act.subject] }, votes };
    case 'depart':
      return { ballot: { ...ballot, departed: [...ballot.departed, act.subject] }, votes };
  }
}

/** A tie that waits for the chair. */
export const countedBallot: BallotRecord = {
  round: 1,
  convenedOn: civilDate('2026-03-02'),
  seats: rosterOf(5),
  vacant: [],
  attended: [],
  voted: [],
  ruling: { basis: 'tied', ruler: 's0' },
};

/** Moved by a reviewer about a case of which a task waits for the answer. */
export const motionHead = (more: Partial<DeliberationHead> = {}): DeliberationHead => ({
  procedure: 'deliberation',
  caseId: caseId('370502-20260302-MOTION'),
  householdId: householdId('h1'),
  area: areaCode('370502100'),
  status: 'in-progress',
  stage: 'Dossier',
  round: 1,
  gen: 1,
  version: 1,
  lastSeq: 0,
  lastHash: '',
  acceptedOn: civilDate('2026-03-02'),
  recused: [],
  motion: {
    kind: 'reviewer',
    of: caseId('370502-20260302-ABOUTT'),
    answers: taskId('x.wait.1'),
    by: 'r',
    unit: unitId('county-civil-affairs-370502'),
  },
  proposal: { kind: 'grant-relief', amountFen: 500_000 },
  ballot: countedBallot,
  reconvened: 0,
  renewed: 0,
  changedAt: 0,
  ...more,
});
