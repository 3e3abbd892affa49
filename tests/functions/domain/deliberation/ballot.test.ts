import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterTally } from '../../../../functions/domain/deliberation/after-tally.ts';
import type { AfterTallyFacts } from '../../../../functions/domain/deliberation/after-tally.ts';
import { choices, isBallotComplete } from '../../../../functions/domain/deliberation/ballot.ts';
import { quorumOf, tally } from '../../../../functions/domain/deliberation/tally.ts';
import { after, ballotOf, rosterOf, rule } from './roster.ts';
import type { Act } from './roster.ts';

const SIZE = 7;
const subject = fc.integer({ min: 0, max: SIZE }).map((member) => `p${member}`);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('vote' as const), subject, choice: fc.constantFrom(...choices) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('recuse' as const, 'depart' as const), subject }) },
);

describe('a ballot that is open', () => {
  it('takes of each member the last vote, and of nobody else any', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const end = acts.reduce(after, { ballot: ballotOf(rosterOf(SIZE)), votes: new Map() });
        const barred = new Set(acts.flatMap((done) => (done.kind === 'vote' ? [] : [done.subject])));
        const last = new Map(
          acts.flatMap((done) =>
            done.kind === 'vote' && done.subject !== `p${SIZE}` && !barred.has(done.subject)
              ? [[done.subject, done.choice] as const]
              : [],
          ),
        );
        const found = tally(end.ballot, end.votes, rule);
        expect(found.present).toBe(last.size);
        for (const choice of choices) {
          expect(found[choice]).toBe([...last.values()].filter((given) => given === choice).length);
        }
        expect(found.entitled).toBe(SIZE - [...barred].filter((who) => who !== `p${SIZE}`).length);
      }),
    );
  });

  it('is complete when the last who has not voted is recused, and never where nobody may vote', () => {
    const voted = ['s0', 's1', 's2'];
    expect(isBallotComplete(ballotOf(rosterOf(4), { voted }))).toBe(false);
    expect(isBallotComplete(ballotOf(rosterOf(4), { voted, recused: ['p3'] }))).toBe(true);
    expect(isBallotComplete(ballotOf(rosterOf(1), { recused: ['p0'] }))).toBe(false);
  });

  it('has a quorum of two thirds, rounded up to whole people, and of three at least', () => {
    expect([1, 3, 4, 5, 6, 7, 9, 11].map((entitled) => quorumOf(entitled, rule))).toEqual([3, 3, 3, 4, 4, 5, 6, 8]);
  });
});

describe('what follows from a tally', () => {
  const [chair, deputy, member] = rosterOf(3);
  const facts = (more: Partial<AfterTallyFacts> = {}): AfterTallyFacts => ({
    entitled: rosterOf(3),
    present: rosterOf(3),
    reconvened: 0,
    mostReconvened: 1,
    tieRule: 'chair-decides',
    ...more,
  });

  it('is a ruling of the chair on a tie, or of the deputy, or another meeting where neither is there', () => {
    expect(afterTally('tied', facts())).toBe('chair-ruling');
    expect(afterTally('tied', facts({ present: [deputy!, member!] }))).toBe('chair-ruling');
    expect(afterTally('tied', facts({ present: [member!] }))).toBe('reconvene');
    expect(afterTally('tied', facts({ present: [member!], reconvened: 1 }))).toBe('chair-ruling');
    expect(afterTally('tied', facts({ tieRule: 'not-carried' }))).toBe('not-carried');
  });

  it('is another meeting without a quorum, then a ruling, and never a yes or a no of itself', () => {
    expect(afterTally('no-quorum', facts({ present: [] }))).toBe('reconvene');
    expect(afterTally('no-quorum', facts({ present: [], reconvened: 1 }))).toBe('chair-ruling');
    expect(afterTally('no-quorum', facts({ present: [], entitled: [member!], reconvened: 1 }))).toBe('undecided');
    expect(afterTally('no-quorum', facts({ present: [], entitled: [chair!], mostReconvened: 0 }))).toBe('chair-ruling');
  });

  it('is what the members voted, where they carried or rejected it', () => {
    expect(afterTally('carried', facts({ present: [member!] }))).toBe('carried');
    expect(afterTally('rejected', facts())).toBe('not-carried');
  });
});
