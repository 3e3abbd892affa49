import { describe, expect, it } from 'vitest';
import { underNewTier, withCircumstances } from '../../../../functions/domain/application/circumstances.ts';
import { taskLimits, totalLimit } from '../../../../functions/domain/casework/limits.ts';
import { areaCode } from '../../../../functions/domain/values/area-code.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { AREA, caseHead, MONDAY, policy } from '../../../support/case-head.ts';

const clock = { rules: policy.rules(MONDAY, AREA), calendar: policy.calendar };

describe('the limits of a task', () => {
  it('begin the investigation three working days after acceptance', () => {
    expect(taskLimits('household-investigation', caseHead(), clock, civilDate('2026-03-04'))).toMatchObject({
      startLimit: { limitId: 'dibao.investigation-start', from: MONDAY, dueOn: '2026-03-05' },
    });
  });

  it('follow the tier that is proposed, not the one that was asked for', () => {
    const head = caseHead({ recommended: ['destitute'] });
    expect(taskLimits('township-opinion', head, clock, MONDAY).finishLimit?.limitId).toBe('destitute.township-opinion');
    expect(taskLimits('township-opinion', caseHead(), clock, MONDAY)).toEqual({});
  });

  it('give the county its period only where the county confirms', () => {
    expect(taskLimits('confirmation', caseHead(), clock, MONDAY).finishLimit).toMatchObject({ dueOn: '2026-03-16' });
    expect(taskLimits('confirmation', caseHead({ delegated: true }), clock, MONDAY)).toEqual({});
  });

  it('count the refusal’s three days from the decision, also where the letter’s task opens later', () => {
    const head = caseHead({ confirmation: { outcome: 'refuse', by: 'county', on: MONDAY } });
    expect(taskLimits('refusal-letter', head, clock, civilDate('2026-03-04')).finishLimit).toMatchObject({
      from: MONDAY,
      dueOn: '2026-03-05',
    });
  });

  it('count a notice in natural days', () => {
    expect(taskLimits('public-notice', caseHead(), clock, civilDate('2026-04-03')).finishLimit).toMatchObject({
      dueOn: '2026-04-10',
    });
  });
});

describe('the total', () => {
  it('is 30 working days, 20 where delegated, 45 once extended, from the one acceptance', () => {
    expect(totalLimit(caseHead(), clock)?.due.due).toBe('2026-04-14');
    const lijin = { rules: policy.rules(MONDAY, areaCode('370522')), calendar: policy.calendar };
    expect(totalLimit(caseHead({ delegated: true }), lijin)?.due.due).toBe('2026-03-30');
    const extension = { ground: 'notice-objection', grantedOn: civilDate('2026-03-20'), amount: 45 };
    expect(totalLimit(caseHead({ extension }), clock)?.due.due).toBe('2026-05-08');
  });

  it('is extended by a circumstance that only the tier found later lists as a ground', () => {
    const head = caseHead({ requestedTier: 'rigid-expenditure', recommended: [] });
    const found = withCircumstances(head, ['out-of-area-filing'], clock, MONDAY);
    expect(found).toEqual({ circumstances: ['out-of-area-filing'] });
    const dibao = { ...head, ...found, recommended: ['dibao'] as const };
    const extension = { ground: 'out-of-area-filing', grantedOn: MONDAY, amount: 45 };
    expect(underNewTier(dibao, clock, MONDAY)).toMatchObject({ extension });
    expect(underNewTier(dibao, clock, civilDate('2026-06-01'))).not.toHaveProperty('extension');
    expect(underNewTier({ ...dibao, circumstances: [] }, clock, MONDAY)).toEqual({
      totalDueAt: totalLimit(dibao, clock)?.due.dueAt,
    });
  });

  it('has not begun before acceptance', () => {
    const { acceptedOn: _day, ...registered } = caseHead();
    expect(totalLimit(registered, clock)).toBeUndefined();
  });
});
