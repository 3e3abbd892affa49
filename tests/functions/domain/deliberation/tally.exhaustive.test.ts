import { describe, expect, it } from 'vitest';
import { isBallotComplete } from '../../../../functions/domain/deliberation/ballot.ts';
import type { Choice } from '../../../../functions/domain/deliberation/ballot.ts';
import { tally } from '../../../../functions/domain/deliberation/tally.ts';
import type { BallotOutcome, Tally } from '../../../../functions/domain/deliberation/tally.ts';
import { after, ballotOf, rosterOf, rule } from './roster.ts';
import type { Act, Open } from './roster.ts';

/** What a member does in a ballot; `none`: gives no vote. */
type Answer = Choice | 'none';
const answers: readonly Answer[] = ['approve', 'reject', 'abstain', 'none'];

/** The settled reading in other words than the code's, from four counts. */
function oracle(entitled: number, approve: number, reject: number, abstain: number): BallotOutcome {
  const voters = approve + reject + abstain;
  if (voters < 3 || 3 * voters < 2 * entitled) return 'no-quorum';
  if (approve > reject + abstain) return 'carried';
  return approve > 0 && approve === reject ? 'tied' : 'rejected';
}

/** Every multiset of `size` answers, as a sorted list. */
function* multisets(size: number, from = 0): Generator<readonly Answer[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index < answers.length; index += 1) {
    for (const rest of multisets(size - 1, index)) yield [answers[index]!, ...rest];
  }
}

/** Every way in which `size` members can answer. */
function* assignments(size: number): Generator<readonly Answer[]> {
  for (let code = 0; code < answers.length ** size; code += 1) {
    yield Array.from({ length: size }, (_, member) => answers[Math.floor(code / answers.length ** member) % 4]!);
  }
}

/** Visits the end of every order of the acts; what orders have in common is done once. */
function inEveryOrder(start: Open, acts: readonly Act[], visit: (end: Open) => void): void {
  if (acts.length === 0) visit(start);
  for (const [index, act] of acts.entries()) inEveryOrder(after(start, act), acts.toSpliced(index, 1), visit);
}

const votesOf = (given: readonly Answer[]): readonly Act[] =>
  given.flatMap((choice, member): Act[] =>
    choice === 'none' ? [] : [{ kind: 'vote', subject: `p${member}`, choice }],
  );

const count = (given: readonly Answer[], answer: Answer): number => given.filter((each) => each === answer).length;

const outcomeOf = ({ ballot, votes }: Open): Tally => tally(ballot, votes, rule);

const sizes = [0, 1, 2, 3, 4, 5, 6, 7];

describe('a ballot of up to seven members', () => {
  it.each(sizes)('of %i: whoever answers what, the outcome is that of the counts', (size) => {
    let seen = 0;
    for (const given of assignments(size)) {
      const end = votesOf(given).reduce(after, { ballot: ballotOf(rosterOf(size)), votes: new Map() });
      const { outcome, present, approve, reject, abstain } = outcomeOf(end);
      expect(present).toBe(size - count(given, 'none'));
      expect([approve, reject, abstain]).toEqual([
        count(given, 'approve'),
        count(given, 'reject'),
        count(given, 'abstain'),
      ]);
      expect(outcome).toBe(oracle(size, approve, reject, abstain));
      seen += 1;
    }
    expect(seen).toBe(4 ** size);
  });

  it.each(sizes)('of %i: for every multiset of votes, every order of casting has the same outcome', (size) => {
    const start: Open = { ballot: ballotOf(rosterOf(size)), votes: new Map() };
    for (const given of multisets(size)) {
      const wanted = oracle(size, count(given, 'approve'), count(given, 'reject'), count(given, 'abstain'));
      const found = new Set<string>();
      inEveryOrder(start, votesOf(given), (end) => found.add(`${outcomeOf(end).outcome} ${end.ballot.voted.join()}`));
      expect(found.size).toBe(1);
      expect([...found][0]).toMatch(new RegExp(`^${wanted} `));
    }
  });

  it('closes by itself with the last entitled vote and with none before it, whatever the votes so far', () => {
    for (const size of sizes.slice(1, 6)) {
      for (const given of assignments(size)) {
        let open: Open = { ballot: ballotOf(rosterOf(size)), votes: new Map() };
        const acts = votesOf(given);
        for (const [index, act] of acts.entries()) {
          open = after(open, act);
          expect(isBallotComplete(open.ballot)).toBe(index === size - 1);
        }
      }
    }
  });

  it.each([3, 4, 5])(
    'of %i: whoever is recused or leaves counts for nothing, before the own vote or after it',
    (size) => {
      const start: Open = { ballot: ballotOf(rosterOf(size)), votes: new Map() };
      for (const given of multisets(size)) {
        for (let member = 0; member < size; member += 1) {
          const rest = given.toSpliced(member, 1);
          const wanted = oracle(size - 1, count(rest, 'approve'), count(rest, 'reject'), count(rest, 'abstain'));
          for (const kind of ['recuse', 'depart'] as const) {
            const found = new Set<string>();
            inEveryOrder(start, [...votesOf(given), { kind, subject: `p${member}` }], (end) => {
              found.add(outcomeOf(end).outcome);
              expect(end.ballot.seats).toBe(start.ballot.seats);
            });
            expect([...found]).toEqual([wanted]);
          }
        }
      }
    },
  );

  it('counts at a meeting who attended, of whom those without a vote are present and approve of nothing', () => {
    for (const size of sizes) {
      for (const given of assignments(size)) {
        const attended = given.flatMap((choice, member) => (choice === 'none' ? [] : [`s${member}`]));
        // Those who abstain are at the meeting and give no vote at all.
        const votes = votesOf(given.map((choice) => (choice === 'abstain' ? 'none' : choice)));
        const start: Open = { ballot: ballotOf(rosterOf(size), { method: 'meeting', attended }), votes: new Map() };
        const { outcome, present } = outcomeOf(votes.reduce(after, start));
        expect(present).toBe(attended.length);
        expect(outcome).toBe(oracle(size, count(given, 'approve'), count(given, 'reject'), count(given, 'abstain')));
      }
    }
  });
});
