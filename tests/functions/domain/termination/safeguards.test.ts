import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOfAid, endOfAid } from '../../../../functions/domain/termination/end-of-aid.ts';
import { exitEntries } from '../../../../functions/domain/termination/exits.ts';
import { groundsOf, hasFlag } from '../../../../functions/domain/termination/grounds.ts';
import type { TerminationHead } from '../../../../functions/domain/termination/head.ts';
import { reinstate } from '../../../../functions/domain/termination/reinstate.ts';
import { firstUnpaidDay, taperSpan } from '../../../../functions/domain/termination/stop-day.ts';
import { missingSafeguard } from '../../../../functions/domain/termination/safeguards.ts';
import type { Evidence } from '../../../../functions/domain/termination/safeguards.ts';
import { tiers } from '../../../../functions/domain/classification/tier.ts';
import { addMonths, civilDate, fromDayNumber } from '../../../../functions/domain/values/civil-date.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { m1, m2, readyToEnd, rules } from './case.ts';

const list = rules.termination;
const reason = { reason: '家庭财产超过规定(演示)' };
const pool = dongying.limits.find(({ id }) => id === 'any.pool')!;

type Doing = (head: TerminationHead, evidence: Evidence) => unknown;
const end: Doing = (head, evidence) => endOfAid(head, evidence, list);
const change: Doing = (head, evidence) => changeOfAid(head, evidence, list);

const without = (head: TerminationHead, ...fields: readonly (keyof TerminationHead)[]): TerminationHead => {
  const rest = { ...head };
  for (const field of fields) Reflect.deleteProperty(rest, field);
  return rest;
};

describe('the end of aid', () => {
  it('takes what was confirmed, for each person, from the first unpaid day', () => {
    expect(endOfAid(readyToEnd(), reason, list)).toEqual({
      leavers: [
        { person: 'p1', memberId: 'm1', deceased: false },
        { person: 'p2', memberId: 'm2', deceased: false },
      ],
      ground: 'assets-over',
      from: '2026-04-01',
      recovery: false,
    });
  });

  it.each<[string, (head: TerminationHead) => TerminationHead, Evidence]>([
    ['a check by a person', (head) => without(head, 'check'), reason],
    ['a check by a person', (head) => ({ ...head, check: { ...head.check!, by: 'system:due-sweep' } }), reason],
    ['a finding that it ends', (head) => ({ ...head, check: { ...head.check!, outcome: 'amount-changes' } }), reason],
    ['a confirmation by a person', (head) => without(head, 'confirmation'), reason],
    [
      'a confirmation by a person',
      (head) => ({ ...head, confirmation: { ...head.confirmation!, by: 'system:due-sweep' } }),
      reason,
    ],
    [
      'two different persons',
      (head) => ({ ...head, confirmation: { ...head.confirmation!, by: head.check!.by } }),
      reason,
    ],
    [
      'a ground of the tier',
      (head) => ({
        ...head,
        check: { ...head.check!, ground: 'obligor-able' },
        confirmation: { ...head.confirmation!, ground: 'obligor-able' },
      }),
      reason,
    ],
    ['the ground that was checked', (head) => ({ ...head, check: { ...head.check!, ground: 'prison' } }), reason],
    [
      'a ground that is about all of them',
      (head) => ({
        ...head,
        check: { ...head.check!, ground: 'prison' },
        confirmation: { ...head.confirmation!, ground: 'prison' },
      }),
      reason,
    ],
    ['reasons that were told', (head) => without(head, 'told', 'answer'), reason],
    ['reasons told for this finding', (head) => ({ ...head, told: { ...head.told!, round: 0 } }), reason],
    ['time to answer', (head) => without(head, 'answer'), reason],
    [
      'an answer recorded by a person',
      (head) => ({ ...head, answer: { ...head.answer!, by: 'system:due-sweep' } }),
      reason,
    ],
    ['a reason in writing', (head) => head, {}],
    ['a reason in writing', (head) => head, { reason: '  ' }],
    [
      'a day after the decision',
      (head) => ({ ...head, confirmation: { ...head.confirmation!, from: head.confirmation!.on } }),
      reason,
    ],
    [
      'a notice of this finding, where nothing was told',
      (head) => ({ ...without(head, 'told', 'answer'), check: { ...head.check!, round: 2 } }),
      { ...reason, noticeRanOut: 1 },
    ],
  ])('is impossible without %s', (_, take, evidence) => {
    expect(() => end(take(readyToEnd()), evidence)).toThrow(expect.objectContaining({ name: 'SafeguardMissing' }));
  });

  it('takes a notice that ran out instead of telling', () => {
    expect(
      endOfAid(without(readyToEnd('destitute'), 'told', 'answer'), { ...reason, noticeRanOut: 1 }, list).from,
    ).toBe('2026-04-01');
  });

  it('is impossible unless human, ground, notice and reason are all there, in every combination', () => {
    const parts = ['check', 'confirmation', 'hearing', 'reason', 'ground'] as const;
    const here = fc.record(Object.fromEntries(parts.map((part) => [part, fc.boolean()])));
    fc.assert(
      fc.property(here, fc.constantFrom(...tiers), fc.boolean(), (has, tier, isPosted) => {
        const head = readyToEnd(tier);
        const taken = without(
          {
            ...head,
            ...(has['ground'] === true ? {} : { confirmation: { ...head.confirmation!, ground: 'none-of-the-list' } }),
          },
          ...(has['check'] === true ? [] : ['check' as const]),
          ...(has['confirmation'] === true ? [] : ['confirmation' as const]),
          ...(has['hearing'] === true && !isPosted ? [] : ['told' as const, 'answer' as const]),
        );
        const evidence = {
          ...(has['reason'] === true ? reason : {}),
          ...(has['hearing'] === true && isPosted ? { noticeRanOut: 1 } : {}),
        };
        const isComplete = parts.every((part) => has[part] === true);
        expect(missingSafeguard(taken, evidence, list) === undefined).toBe(isComplete);
      }),
    );
  });
});

describe('a change of the amount', () => {
  const less = (more: object = {}): TerminationHead => {
    const head = readyToEnd();
    return {
      ...without(head, 'confirmation'),
      check: { ...head.check!, outcome: 'amount-changes', leaving: [m2], monthlyFen: 50_000, ground: 'prison' },
      changeConfirmation: { by: 'county-dongying', on: civilDate('2026-03-19') },
      ...more,
    };
  };

  it('keeps those who stay and lets go whoever leaves', () => {
    expect(changeOfAid(less(), reason, list)).toEqual({
      staying: ['p1'],
      leavers: [{ person: 'p2', memberId: 'm2', deceased: false }],
      ground: 'prison',
      from: '2026-04-01',
      monthlyFen: 50_000,
    });
  });

  it('is heard where it is less, confirmed where it is more', () => {
    expect(() => change(without(less(), 'told', 'answer'), reason)).toThrow(/neither notice nor reasons/);
    const more = less();
    const raised = { ...without(more, 'told', 'answer'), check: { ...more.check!, leaving: [], monthlyFen: 120_000 } };
    expect(changeOfAid(raised, reason, list)).toMatchObject({ staying: ['p1', 'p2'], leavers: [] });
    expect(() => change(without(raised, 'changeConfirmation'), reason)).toThrow(/no person has confirmed/);
    expect(() => change(raised, {})).toThrow(/no reason in writing/);
  });
});

describe('days of an end', () => {
  const anyDay = fc.integer({ min: 19_724, max: 24_000 }).map(fromDayNumber);

  it('are first days of a month that no decision day reaches, and tapers are whole months from the next one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 6 }), (day, months) => {
        const stop = firstUnpaidDay(day);
        expect(stop.endsWith('-01')).toBe(true);
        expect(stop > day && addMonths(stop, -1) <= day).toBe(true);
        const { from, until } = taperSpan(day, months);
        expect(from).toBe(stop);
        expect(addMonths(until, -months)).toBe(from);
      }),
    );
  });
});

describe('the exit', () => {
  const leavers = [
    { person: 'p1', memberId: m1, deceased: false },
    { person: 'p2', memberId: m2, deceased: true },
  ];

  it('is watched for exactly 24 months after 低保 and 特困, not after the other tiers', () => {
    const exits = exitEntries(leavers, 'dibao', civilDate('2026-04-01'), () => false, pool);
    expect(exits).toMatchObject([{ person: 'p1', memberId: 'm1', ground: 'exited-dibao', until: '2028-04-01' }]);
    expect(exitEntries(leavers, 'destitute', civilDate('2024-02-29'), () => false, pool)).toMatchObject([
      { until: '2026-02-28' },
    ]);
    for (const tier of ['dibao-marginal', 'rigid-expenditure'] as const) {
      expect(exitEntries(leavers, tier, civilDate('2026-04-01'), () => false, pool)).toEqual([]);
    }
  });

  it('is not watched for whoever is recognised elsewhere', () => {
    expect(exitEntries(leavers, 'dibao', civilDate('2026-04-01'), () => true, pool)).toEqual([]);
  });
});

describe('reinstatement', () => {
  const stopped = { ...readyToEnd(), status: 'stopped' as const };

  it('pays from the next month, and the months between only where the stop was an error', () => {
    const on = civilDate('2026-06-15');
    expect(reinstate(stopped, false, false, on)).toEqual({ kind: 'reinstated', from: '2026-07-01' });
    expect(reinstate(stopped, true, false, on)).toEqual({
      kind: 'reinstated',
      from: '2026-07-01',
      arrears: { from: '2026-04-01', until: '2026-07-01', monthlyFen: 106_000 },
    });
  });

  it('lets aid simply go on where the stop has not come', () => {
    expect(reinstate(stopped, true, false, civilDate('2026-03-25'))).toEqual({
      kind: 'reinstated',
      from: '2026-04-01',
    });
  });

  it('is refused where nothing was stopped or other aid runs', () => {
    const on = civilDate('2026-06-15');
    expect(reinstate({ ...stopped, status: 'kept' }, false, false, on)).toMatchObject({ code: 'not-stopped' });
    expect(reinstate(stopped, false, true, on)).toMatchObject({ code: 'other-aid-runs' });
  });
});

describe('the closed list', () => {
  it('has a ground for each tier and every wish to leave and every death only told', () => {
    for (const tier of tiers) {
      const grounds = groundsOf(list, tier);
      expect(grounds.length).toBeGreaterThan(3);
      for (const ground of grounds.filter(({ id }) => id === 'death' || id === 'voluntary')) {
        expect(hasFlag(ground, 'told-only')).toBe(true);
      }
    }
  });
});
