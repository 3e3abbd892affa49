import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factText, sentenceOf } from '../../../../functions/domain/monitoring/sentence.ts';
import type { Facts } from '../../../../functions/domain/monitoring/hit.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { dongyingFeeds, dongyingIndicators, indicator } from '../../../support/indicators.ts';

const day = civilDate('2026-10-31');
const told = (id: string, facts: Facts, occurredOn?: string, more: { isProposed?: true } = {}) =>
  sentenceOf({
    indicator: indicator(id),
    hit: { facts, ...(occurredOn === undefined ? {} : { occurredOn: civilDate(occurredOn) }), ...more },
    feeds: dongyingFeeds,
    dayOf: () => day,
    asOf: civilDate('2026-11-01'),
  });

describe('the sentence of a hit', () => {
  it('says which facts of whose data and which day met which figure', () => {
    expect(told('high-medical-cost', { own_paid_fen: 2_144_235 }, '2026-09-25')).toBe(
      '《医疗费用个人负担》(2026-10-31数据)显示,近12个月个人自付医疗费用累计21,442.35元(最近一次结算2026-09-25),达到20,000元;《低收入人口名册(存量)》(2026-10-31数据)中本人未在享救助。',
    );
  });

  it('writes codes as the department writes them', () => {
    const facts = { kind: 'mental', grade: 3, issued_on: '2020-01-01' };
    expect(told('severe-disability-unaided', facts)).toContain('2020-01-01发的精神残疾人证,等级3级');
  });

  it('leaves out what the data do not say', () => {
    const facts = { refused_on: '2026-01-01', own_paid_fen: null, issued_on: '2026-09-01', happened_on: null };
    expect(told('refused-worsening', facts)).toBe(
      '《低收入人口名册(存量)》(2026-10-31数据)显示,本人2026-01-01未予确认,此后情况变化,2026-09-01新办残疾人证(《持证残疾人》(2026-10-31数据))。',
    );
  });

  it('says when a row of a damaged number is among the reasons', () => {
    expect(told('high-medical-cost', { own_paid_fen: 2_000_000 }, '2026-09-25', { isProposed: true })).toContain(
      '须先核对',
    );
  });

  it('is one line without braces or brackets, for every indicator and whatever the facts are', () => {
    const value: Readonly<Record<string, fc.Arbitrary<string | number>>> = {
      yuan: fc.nat(),
      integer: fc.nat(99),
      date: fc.constant('2026-01-01'),
    };
    for (const one of dongyingIndicators) {
      const facts = fc.record(
        Object.fromEntries(one.facts.map(({ column, kind }) => [column, fc.option(value[kind] ?? fc.constant('某'))])),
      );
      fc.assert(
        fc.property(facts, (given) => {
          const text = told(one.id, given as Facts, '2026-01-01');
          expect(text).not.toMatch(/[{}[\]\n]|undefined|null/);
          expect(text).toContain('2026-10-31数据');
          expect(text.length).toBeLessThan(400);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('shows no fact that is not there', () => {
    expect(factText(indicator('death').facts[0], null, dongyingFeeds)).toBeUndefined();
    expect(factText(undefined, 1, dongyingFeeds)).toBeUndefined();
  });
});
