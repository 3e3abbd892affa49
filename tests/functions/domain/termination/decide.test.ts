import { describe, expect, it } from 'vitest';
import { classify } from '../../../../functions/domain/classification/classify.ts';
import type { MemberFacts } from '../../../../functions/domain/classification/facts.ts';
import { factsWithout } from '../../../../functions/domain/termination/remaining.ts';
import { addDays, civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { member, noAssets, wage } from '../classification/household.ts';
import { decide, endCheck, m1, m2, readyToEnd, rules, terminationOf, today } from './case.ts';
import { fen } from '../../../../functions/domain/values/fen.ts';

const rural = (...members: MemberFacts[]) => classify({ residence: 'rural', members }, rules, today);
/** 930.00 × 2 − 800.00 = 1060.00 */
const stillPoor = rural(member(1, { incomes: wage(800) }), member(2));
const overTheLine = rural(member(1, { incomes: wage(2_500) }), member(2));
const rich = rural(
  member(1, { assets: { ...noAssets, financialFen: fen(900_000_00), homes: 4 } }),
  member(2, { incomes: wage(9_000) }),
);

describe('the check of running aid', () => {
  it('lets aid go on and closes the case, when the family is still eligible', () => {
    expect(decide(endCheck({ outcome: 'still-eligible', ground: undefined }), terminationOf())).toMatchObject({
      outcome: 'kept',
      next: { status: 'kept', closedOn: today },
      event: { type: 'aid-kept' },
    });
  });

  it('refuses an end without a ground, and on a ground that is not in the list of the tier', () => {
    expect(decide(endCheck({ ground: undefined }), terminationOf())).toMatchObject({ code: 'ground-missing' });
    for (const ground of ['capacity-regained', 'obligor-able', 'no-such-ground']) {
      expect(decide(endCheck({ ground }), terminationOf())).toMatchObject({
        code: 'ground-not-listed',
        pointer: '/ground',
      });
    }
    expect(decide(endCheck({ ground: 'work-refused' }), terminationOf('destitute'))).toMatchObject({
      code: 'ground-not-listed',
    });
  });

  it('refuses a ground that the facts do not bear out', () => {
    const ended = (classification: typeof rich, ground: string) =>
      decide(endCheck({ ground }), terminationOf(), { classification });
    expect(ended(stillPoor, 'income-over')).toMatchObject({ code: 'ground-not-borne-out' });
    expect(ended(stillPoor, 'assets-over')).toMatchObject({ code: 'ground-not-borne-out' });
    expect(ended(rich, 'income-over')).toMatchObject({ outcome: 'tell' });
    // Aid that is had twice is no matter of income: the facts need not speak of it.
    expect(ended(stillPoor, 'duplicate-aid')).toMatchObject({ outcome: 'tell' });
  });

  it('takes a wish to leave only from a family that said so', () => {
    expect(decide(endCheck({ ground: 'voluntary' }), terminationOf())).toMatchObject({ code: 'not-voluntary' });
    const asked = terminationOf('dibao', { trigger: 'voluntary-exit' });
    expect(decide(endCheck({ ground: 'voluntary' }), asked)).toMatchObject({ outcome: 'tell' });
  });

  it('posts the end of 特困 and tells that of the others; a minor is told and never posted', () => {
    const posted = decide(endCheck({ ground: 'prison' }), terminationOf('destitute'));
    expect(posted).toMatchObject({ outcome: 'notice' });
    const minor = decide(endCheck({ ground: 'prison' }), terminationOf('destitute'), { isNeverPosted: true });
    expect(minor).toMatchObject({ outcome: 'tell' });
    for (const tier of ['dibao', 'dibao-marginal', 'rigid-expenditure'] as const) {
      expect(decide(endCheck(), terminationOf(tier), { classification: rich })).toMatchObject({ outcome: 'tell' });
    }
  });

  it('does not end a whole family for what one member did', () => {
    for (const ground of ['work-refused', 'prison', 'declared-missing']) {
      expect(decide(endCheck({ ground }), terminationOf())).toMatchObject({ code: 'ground-of-one-person' });
    }
    const alone = terminationOf();
    const one = { ...alone, aid: { ...alone.aid, members: [m1], persons: ['p1'] } };
    expect(decide(endCheck({ ground: 'work-refused' }), one)).toMatchObject({ outcome: 'tell' });
  });

  it('tapers only a 低保 family whose income went over the line, for at most six months', () => {
    const taper = (more: object, head = terminationOf()) =>
      decide(endCheck({ outcome: 'taper', ground: 'income-over', months: 6, ...more }), head, {
        classification: overTheLine,
      });
    expect(taper({})).toMatchObject({
      outcome: 'tell',
      next: { check: { outcome: 'taper', months: 6 } },
      event: { data: { from: '2026-04-01', until: '2026-10-01' } },
    });
    for (const months of [0, 7, undefined]) expect(taper({ months })).toMatchObject({ code: 'taper-too-long' });
    expect(taper({ ground: 'assets-over' })).toMatchObject({ code: 'taper-not-for-ground' });
    expect(taper({}, terminationOf('destitute'))).toMatchObject({ code: 'taper-not-for-ground' });
  });

  it('changes the amount to what the rules give, and tells a family that will get less', () => {
    const change = (more: object, classification: typeof rich) =>
      decide(endCheck({ outcome: 'amount-changes', ground: undefined, ...more }), terminationOf(), { classification });
    expect(change({}, stillPoor)).toMatchObject({ code: 'amount-unchanged' });
    const more = rural(member(1, { incomes: wage(700) }), member(2));
    expect(change({}, more)).toMatchObject({
      outcome: 'confirm-change',
      next: { check: { monthlyFen: 116_000, leaving: [] } },
    });
    const less = rural(member(1, { incomes: wage(900) }), member(2));
    expect(change({}, less)).toMatchObject({ outcome: 'tell', next: { check: { monthlyFen: 96_000 } } });
    expect(change({}, rich)).toMatchObject({ code: 'no-longer-eligible' });
  });

  it('lets one member leave on a listed ground, and never all of them as a change of amount', () => {
    const change = (more: object) =>
      decide(endCheck({ outcome: 'amount-changes', ground: 'death', leaving: [m2], ...more }), terminationOf(), {
        classification: rural(member(1, { incomes: wage(100) })),
      });
    expect(change({})).toMatchObject({
      outcome: 'tell',
      next: { check: { leaving: ['m2'], monthlyFen: 83_000, ground: 'death' } },
    });
    expect(change({ ground: undefined })).toMatchObject({ code: 'ground-missing' });
    expect(change({ leaving: [m1, m2] })).toMatchObject({ code: 'all-would-leave' });
    expect(change({ leaving: ['m9'] })).toMatchObject({ code: 'members-unknown' });
  });

  it('takes death for a ground only of those who died', () => {
    const end = (more: object) => decide(endCheck({ ground: 'death', ...more }), terminationOf());
    expect(end({})).toMatchObject({ code: 'death-not-borne-out', pointer: '/deceased' });
    expect(end({ deceased: [m2] })).toMatchObject({ code: 'death-not-borne-out' });
    expect(end({ deceased: [m1, m2] })).toMatchObject({ outcome: 'tell', next: { check: { deceased: ['m1', 'm2'] } } });
    expect(end({ deceased: ['m9'] })).toMatchObject({ code: 'members-unknown' });
    // One died, and for the other the income is over the line.
    const mixed = decide(endCheck({ ground: 'income-over', deceased: [m2] }), terminationOf(), {
      classification: rich,
    });
    expect(mixed).toMatchObject({ outcome: 'tell', next: { check: { leaving: ['m1', 'm2'], deceased: ['m2'] } } });
    // Who is alone need not be named.
    expect(decide(endCheck({ ground: 'death' }), terminationOf('destitute'))).toMatchObject({
      outcome: 'notice',
      next: { check: { deceased: ['m1'] } },
    });
  });

  it('is closed to declared relatives and dated no later than today', () => {
    const related = terminationOf('dibao', { recused: ['county-dongying'] });
    expect(decide(endCheck(), related)).toMatchObject({ code: 'recused' });
    expect(decide(endCheck(), terminationOf('dibao', { recused: ['x'] }), { onBehalfOf: 'x' })).toMatchObject({
      code: 'recused',
    });
    expect(decide(endCheck({ checkedOn: addDays(today, 1) }), terminationOf())).toMatchObject({
      code: 'date-in-future',
    });
  });
});

describe('telling the reasons and hearing the answer', () => {
  const told = (ground: string, toldOn = today) =>
    decide(
      { kind: 'termination-reasons', toldOn, method: 'in-person' },
      { ...readyToEnd(), check: { ...readyToEnd().check!, ground } },
    );

  it('gives five working days to answer, none for a death', () => {
    expect(told('assets-over')).toMatchObject({
      outcome: 'answer-awaited',
      next: { told: { answerBy: '2026-03-17' } },
    });
    const death = told('death');
    expect(death).toMatchObject({ outcome: 'confirm-end' });
    expect(death).not.toHaveProperty('next.told.answerBy');
    expect(told('assets-over', addDays(today, -1))).toMatchObject({ code: 'safeguard-missing' });
    expect(told('assets-over', addDays(today, 1))).toMatchObject({ code: 'date-in-future' });
  });

  it('records that nothing came only when the time is over, and an answer only with its words', () => {
    const answer = (outcome: 'answered' | 'no-answer' | 'waived', on: string, words?: string) =>
      decide(
        { kind: 'termination-answer', outcome, ...(words === undefined ? {} : { answer: words }) },
        { ...readyToEnd(), answer: undefined } as never,
        { today: civilDate(on) },
      );
    expect(answer('no-answer', '2026-03-17')).toMatchObject({ code: 'answer-time-runs' });
    expect(answer('no-answer', '2026-03-18')).toMatchObject({ outcome: 'confirm-end' });
    expect(answer('waived', '2026-03-11')).toMatchObject({ outcome: 'confirm-end' });
    expect(answer('answered', '2026-03-11')).toMatchObject({ code: 'answer-missing' });
    expect(answer('answered', '2026-03-11', '有异议')).toMatchObject({ next: { answer: { outcome: 'answered' } } });
  });

  it('does not take what was told for an earlier finding', () => {
    const again = { ...readyToEnd(), round: 2, check: { ...readyToEnd().check!, round: 2 } };
    expect(decide({ kind: 'termination-answer', outcome: 'waived' }, again)).toMatchObject({
      code: 'safeguard-missing',
    });
  });
});

describe('the confirmation of an end', () => {
  const unconfirmed = (tier: 'dibao' | 'destitute' = 'dibao') => {
    const { confirmation: _gone, ...head } = readyToEnd(tier);
    return head;
  };
  const confirm = (more: object, head = unconfirmed(), context: object = {}) =>
    decide(
      {
        kind: 'termination-confirmation',
        outcome: 'confirm',
        ground: 'assets-over',
        stopFrom: civilDate('2026-04-01'),
        reason: '演示',
        ...more,
      },
      head,
      context,
    );

  it('names ground and first unpaid day, which is the first of the next month', () => {
    expect(confirm({})).toMatchObject({
      outcome: 'confirmed',
      next: { confirmation: { ground: 'assets-over', from: '2026-04-01', by: 'county-dongying', on: today } },
    });
    expect(confirm({ stopFrom: undefined })).toMatchObject({ code: 'stop-date-missing' });
    for (const past of ['2026-03-01', today])
      expect(confirm({ stopFrom: past })).toMatchObject({ code: 'stop-date-past' });
    for (const other of ['2026-03-11', '2026-05-01']) {
      expect(confirm({ stopFrom: other })).toMatchObject({ code: 'stop-date-differs' });
    }
  });

  it('is never given by whoever checked, not even through a substitute', () => {
    const by = { subject: 'reviewer-niuzhuang' };
    expect(confirm({}, unconfirmed(), { by })).toMatchObject({ code: 'self-approval' });
    expect(confirm({}, unconfirmed(), { onBehalfOf: 'reviewer-niuzhuang' })).toMatchObject({ code: 'self-approval' });
  });

  it('rests on the ground that was checked, which the facts of the day still bear out', () => {
    expect(confirm({ ground: undefined })).toMatchObject({ code: 'ground-missing' });
    expect(confirm({ ground: 'obligor-able' })).toMatchObject({ code: 'ground-not-listed' });
    expect(confirm({ ground: 'income-over' })).toMatchObject({ code: 'ground-differs' });
    expect(confirm({}, unconfirmed(), { classification: stillPoor })).toMatchObject({ code: 'ground-not-borne-out' });
    expect(confirm({}, unconfirmed(), { classification: { ...rich, outcome: 'not-in-force' } })).toMatchObject({
      code: 'rules-not-in-force',
    });
  });

  it('may send the file back or let the aid go on', () => {
    expect(confirm({ outcome: 'return' })).toMatchObject({ outcome: 'return', next: {} });
    expect(confirm({ outcome: 'still-eligible' })).toMatchObject({ outcome: 'kept', next: { status: 'kept' } });
  });

  it('stops tapering aid on the day after its last month, unless that has gone by', () => {
    const tapering = {
      ...unconfirmed(),
      check: { ...readyToEnd().check!, outcome: 'taper' as const, ground: 'income-over', months: 2 },
    };
    const at = (stopFrom: string, on: string) =>
      confirm({ ground: 'income-over', stopFrom: civilDate(stopFrom) }, tapering, {
        today: civilDate(on),
        classification: rich,
      });
    expect(at('2026-06-01', '2026-03-19')).toMatchObject({ next: { confirmation: { from: '2026-06-01' } } });
    expect(at('2026-04-01', '2026-03-19')).toMatchObject({ code: 'stop-date-differs' });
    expect(at('2026-07-01', '2026-06-02')).toMatchObject({ code: 'taper-already-over' });
  });
});

describe('an objection to a termination notice', () => {
  const review = (conclusion: 'upheld' | 'dismissed', classification = rich) =>
    decide({ kind: 'termination-objection', conclusion, findings: {}, reason: '演示' }, readyToEnd('destitute'), {
      classification,
    });

  it('lets the aid go on where it was right, else leads to a second notice', () => {
    expect(review('upheld')).toMatchObject({ outcome: 'kept', next: { status: 'kept' } });
    expect(review('dismissed')).toMatchObject({ outcome: 'notice' });
  });
});

describe('those who are left when a member is gone', () => {
  it('are a household of their own with one applicant', () => {
    const family = { members: [member(1), member(2, { relation: 'spouse' }), member(3, { relation: 'child' })] };
    expect(factsWithout(family, [m1])?.members.map(({ memberId, relation }) => `${memberId}:${relation}`)).toEqual([
      'm2:applicant',
      'm3:other',
    ]);
    expect(factsWithout(family, [m2])?.members.map(({ relation }) => relation)).toEqual(['applicant', 'child']);
    expect(factsWithout({ members: [member(1)] }, [m1])).toBeUndefined();
  });
});
