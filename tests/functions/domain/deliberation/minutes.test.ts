import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesOf, minutesText } from '../../../../functions/domain/deliberation/minutes.ts';
import { presentOf, tally } from '../../../../functions/domain/deliberation/tally.ts';
import { after, ballotOf, rosterOf, rule } from './roster.ts';
import type { Act, Open } from './roster.ts';

const seats = rosterOf(5);

function minutesAfter(acts: readonly Act[]) {
  const start: Open = { ballot: ballotOf(seats), votes: new Map() };
  const { ballot, votes } = acts.reduce(after, start);
  return minutesOf({
    caseId: '370502-20261125-AAAAAA',
    round: 1,
    method: 'circulation',
    convenedOn: '2026-11-25',
    closedOn: '2026-11-27',
    closedBy: 'members',
    seats,
    recused: ballot.recused,
    departed: ballot.departed,
    present: presentOf(ballot, votes).map(({ seat }) => seat),
    votes,
    tally: tally(ballot, votes, rule),
  });
}

const acts: readonly Act[] = [
  { kind: 'vote', subject: 'p0', choice: 'approve' },
  { kind: 'vote', subject: 'p1', choice: 'approve' },
  { kind: 'vote', subject: 'p2', choice: 'approve' },
  { kind: 'vote', subject: 'p3', choice: 'reject' },
  { kind: 'recuse', subject: 'p4' },
];

describe('minutes', () => {
  it('show every member of the snapshot with attendance, vote and reason, and the dissent', () => {
    const minutes = minutesAfter(acts);
    expect(minutes.tally).toMatchObject({ outcome: 'carried', entitled: 4, present: 4, approve: 3, reject: 1 });
    expect(minutes.members.map(({ seat, standing, choice }) => [seat, standing, choice])).toEqual([
      ['s0', 'present', 'approve'],
      ['s1', 'present', 'approve'],
      ['s2', 'present', 'approve'],
      ['s3', 'present', 'reject'],
      ['s4', 'recused', undefined],
    ]);
    expect(minutes.dissent).toEqual([{ seat: 's3', choice: 'reject', reason: 'reject' }]);
    const text = minutesText(minutes, (seat) => `成员${seat}`).join('\n');
    expect(text).toContain('有表决权4人,法定人数3人,出席4人;同意3票,不同意1票,弃权0票。结果:通过。');
    expect(text).toContain('成员s4:回避');
    expect(text).toContain('不同意见:成员s3(reject)');
  });

  it('are the same to the letter in whatever order the votes came', () => {
    const wanted = JSON.stringify(minutesAfter(acts));
    fc.assert(
      fc.property(fc.shuffledSubarray([...acts], { minLength: acts.length }), (shuffled) => {
        expect(JSON.stringify(minutesAfter(shuffled))).toBe(wanted);
      }),
    );
  });

  it('never tell the vote of who left or was recused after voting', () => {
    const minutes = minutesAfter([...acts, { kind: 'depart', subject: 'p3' }]);
    expect(minutes.members[3]).toEqual({
      seat: 's3',
      office: 'member',
      unit: 'county-unit-3',
      subject: 'p3',
      standing: 'departed',
    });
    expect(minutes.dissent).toEqual([]);
  });

  it('call dissent what went against the outcome: neither an abstention, nor anything where there was none', () => {
    const of = (...choices: readonly ('approve' | 'reject' | 'abstain')[]) => {
      const given = choices.map((choice, member): Act => ({ kind: 'vote', subject: `p${member}`, choice }));
      const { tally: found, dissent } = minutesAfter(given);
      return [found.outcome, dissent.map(({ seat }) => seat)];
    };
    expect(of('approve', 'approve', 'approve', 'abstain', 'reject')).toEqual(['carried', ['s4']]);
    expect(of('reject', 'reject', 'abstain', 'approve', 'reject')).toEqual(['rejected', ['s3']]);
    expect(of('approve', 'reject', 'abstain', 'abstain', 'abstain')).toEqual(['tied', []]);
    expect(of('approve', 'reject')).toEqual(['no-quorum', []]);
  });
});
