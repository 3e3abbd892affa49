import { describe, expect, it } from 'vitest';
import { dongying } from '../../policy/dongying/dongying.ts';
import { packStatus } from '../../policy/expiry.ts';
import { limitOf, rulesAt, totalLimitOf } from '../../policy/rules-at.ts';

const line = (on: string, area?: string) => rulesAt(dongying, on, area).figures['dibao-line.urban'];

describe('rulesAt', () => {
  it('gives the figure of the day', () => {
    expect(line('2024-08-02')).toMatchObject({ kind: 'figure', value: 107_500, carriedOver: false, demo: false });
    expect(line('2022-12-31')).toMatchObject({ value: 95_600 });
  });

  it('carries the last figure over, and says so', () => {
    expect(line('2024-12-31')).toMatchObject({ value: 107_500, carriedOver: false });
    expect(line('2025-01-01')).toMatchObject({ value: 107_500, carriedOver: true, until: '2024-12-31' });
  });

  it('never carries a figure into a gap in the middle', () => {
    expect(line('2023-06-01')).toMatchObject({ kind: 'missing', because: expect.stringContaining('2023-06-01') });
  });

  it('puts a county’s own figure before the city’s', () => {
    expect(line('2023-06-01', '370502100')).toMatchObject({ value: 100_400 });
    expect(line('2023-06-01', '370503')).toMatchObject({ kind: 'missing' });
  });

  it('is in force on its first and last day and not beside them', () => {
    const at = (on: string) => rulesAt(dongying, on).notice.kind;
    expect([at('2024-08-01'), at('2024-08-02'), at('2029-08-01'), at('2029-08-02')]).toEqual([
      'not-in-force',
      'in-force',
      'in-force',
      'not-in-force',
    ]);
  });

  it('brings 刚性支出 in on 2025-01-01', () => {
    expect(rulesAt(dongying, '2024-12-31').tiersNotInForce).toMatchObject([
      { tier: 'rigid-expenditure', because: expect.stringContaining('2025-01-01') },
    ]);
    expect(rulesAt(dongying, '2025-01-01').tiers.map(({ id }) => id)).toEqual([
      'destitute',
      'dibao',
      'dibao-marginal',
      'rigid-expenditure',
    ]);
  });

  it('lets the exclusion of basic pensions from 低保 end with 2025', () => {
    const excluded = (on: string) =>
      rulesAt(dongying, on).exclusions.some(
        (entry) => entry.income === 'basic-pension' && entry.tiers.includes('dibao'),
      );
    expect([excluded('2025-12-31'), excluded('2026-01-01')]).toEqual([true, false]);
  });

  it('shortens the total where the county delegated its power', () => {
    const rules = (area: string) => rulesAt(dongying, '2026-11-23', area);
    expect(totalLimitOf(rules('370502100'), 'dibao')).toMatchObject({ amount: 30 });
    expect(totalLimitOf(rules('370522100'), 'dibao')).toMatchObject({ amount: 20 });
    expect(rules('370522100').delegated).toBe(true);
  });

  it('finds limits by tier and step, and those that hold for any tier', () => {
    const rules = rulesAt(dongying, '2026-11-23');
    expect(limitOf(rules, 'dibao', 'pool')).toMatchObject({ id: 'any.pool' });
    expect(limitOf(rules, 'dibao', 'tea-break')).toBeUndefined();
  });

  it('is plain data', () => {
    const rules = rulesAt(dongying, '2026-11-23');
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });
});

describe('packStatus', () => {
  it('says nothing more while half a year and a day are left', () => {
    expect(packStatus(dongying, '2029-02-01')).toEqual({ kind: 'in-force', daysLeft: 181 });
  });

  it.each([
    ['2024-08-01', { kind: 'not-yet', from: '2024-08-02' }],
    ['2029-02-02', { kind: 'in-force', daysLeft: 180, warning: { threshold: 180 } }],
    ['2029-05-03', { daysLeft: 90, warning: { threshold: 90 } }],
    ['2029-07-02', { daysLeft: 30, warning: { threshold: 30, text: expect.stringContaining('还有30天') } }],
    ['2029-08-01', { daysLeft: 0, warning: { threshold: 30 } }],
    ['2029-08-02', { kind: 'expired', until: '2029-08-01' }],
  ])('on %s: %j', (on, expected) => {
    expect(packStatus(dongying, on)).toMatchObject(expected);
  });
});
