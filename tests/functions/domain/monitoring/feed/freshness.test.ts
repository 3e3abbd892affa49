import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../../../../functions/domain/monitoring/feed/freshness.ts';
import { addDays, civilDate, fromDayNumber } from '../../../../../functions/domain/values/civil-date.ts';
import { feedPeriods } from '../../../../../policy/feeds/schema.ts';

const on = civilDate;
const monthly = { period: 'monthly', graceDays: 10 } as const;

describe('freshnessOf', () => {
  it.each([
    ['2026-03-31', '2026-04-30', { kind: 'fresh', dueOn: '2026-05-10' }],
    ['2026-03-31', '2026-05-01', { kind: 'due', dueOn: '2026-05-10' }],
    ['2026-03-31', '2026-05-10', { kind: 'due', dueOn: '2026-05-10' }],
    ['2026-03-31', '2026-05-11', { kind: 'late', dueOn: '2026-05-10', days: 1 }],
    ['2026-04-03', '2026-05-13', { kind: 'late', dueOn: '2026-05-10', days: 3 }],
    ['2026-03-21', '2026-04-30', { kind: 'fresh', dueOn: '2026-05-10' }],
    ['2026-03-20', '2026-04-30', { kind: 'late', dueOn: '2026-04-10', days: 20 }],
    ['2025-12-31', '2026-01-20', { kind: 'fresh', dueOn: '2026-02-10' }],
  ])('of a monthly feed that spoke last of %s, on %s', (last, today, expected) => {
    expect(freshnessOf(monthly, on(last), on(today))).toEqual(expected);
  });

  it.each([
    ['quarterly', 20, '2026-04-10', '2026-07-21', { kind: 'late', dueOn: '2026-07-20', days: 1 }],
    ['half-yearly', 30, '2026-06-30', '2027-01-30', { kind: 'due', dueOn: '2027-01-30' }],
    ['yearly', 30, '2026-12-31', '2027-12-31', { kind: 'fresh', dueOn: '2028-01-30' }],
  ] as const)('ends %s periods by the calendar', (period, graceDays, last, today, expected) => {
    expect(freshnessOf({ period, graceDays }, on(last), on(today))).toEqual(expected);
  });

  it('awaits the period that ended last of what never came', () => {
    expect(freshnessOf(monthly, undefined, on('2026-03-02'))).toEqual({ kind: 'due', dueOn: '2026-03-10' });
    expect(freshnessOf(monthly, undefined, on('2026-03-31'))).toEqual({ kind: 'late', dueOn: '2026-03-10', days: 21 });
  });

  it('never gets better by waiting, nor worse by a later delivery', () => {
    const rank = { fresh: 0, due: 1, late: 2 };
    const anyDay = fc.integer({ min: 18_000, max: 25_000 }).map(fromDayNumber);
    fc.assert(
      fc.property(
        fc.constantFrom(...feedPeriods),
        fc.nat(40),
        anyDay,
        anyDay,
        fc.nat(400),
        (period, graceDays, last, today, more) => {
          const feed = { period, graceDays };
          const now = rank[freshnessOf(feed, last, today).kind];
          expect(rank[freshnessOf(feed, last, addDays(today, more)).kind]).toBeGreaterThanOrEqual(now);
          expect(rank[freshnessOf(feed, addDays(last, more), today).kind]).toBeLessThanOrEqual(now);
          expect(freshnessOf(feed, today, today).kind).toBe('fresh');
        },
      ),
    );
  });
});
