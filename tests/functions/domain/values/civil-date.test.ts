import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  civilDate,
  civilDateOf,
  civilDateSchema,
  compareDates,
  dayNumber,
  daysBetween,
  endOfDay,
  fromDayNumber,
  parseCivilDate,
  startOfDay,
  weekday,
} from '../../../../functions/domain/values/civil-date.ts';

const d = civilDate;
const anyDate = fc.integer({ min: dayNumber(d('1950-01-01')), max: dayNumber(d('2150-12-31')) }).map(fromDayNumber);

describe('civil dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
    '1899-12-31',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
    expect(civilDateSchema.safeParse(text).success).toBe(false);
    expect(() => civilDate(text)).toThrow(/is not a civil date/);
  });

  it('agrees with the platform calendar on every day of two centuries', () => {
    const wrong: string[] = [];
    for (let number = dayNumber(d('1900-01-01')); number <= dayNumber(d('2100-12-31')); number += 1) {
      const platform = new Date(number * 86_400_000);
      const expected = `${platform.toISOString().slice(0, 10)} ${((platform.getUTCDay() + 6) % 7) + 1}`;
      const date = fromDayNumber(number);
      if (`${date} ${weekday(date)}` !== expected || dayNumber(date) !== number) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  it('keeps the day of the month, else takes the last one', () => {
    expect(addMonths(d('2024-02-29'), 24)).toBe('2026-02-28');
    expect(addMonths(d('2024-02-29'), 48)).toBe('2028-02-29');
    expect(addMonths(d('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(d('2026-12-15'), 1)).toBe('2027-01-15');
    expect(addMonths(d('2026-01-15'), -1)).toBe('2025-12-15');
    expect(addMonths(d('2024-08-31'), 6)).toBe('2025-02-28');
  });

  it('reaches age N on the Nth birthday, not the day before', () => {
    expect(ageOn(d('1966-11-23'), d('2026-11-22'))).toBe(59);
    expect(ageOn(d('1966-11-23'), d('2026-11-23'))).toBe(60);
    expect(ageOn(d('2010-12-31'), d('2026-01-01'))).toBe(15);
  });

  it('gives those born on 29 February their birthday on the 28th of a common year', () => {
    expect(ageOn(d('2008-02-29'), d('2026-02-27'))).toBe(17);
    expect(ageOn(d('2008-02-29'), d('2026-02-28'))).toBe(18);
    expect(ageOn(d('2008-02-29'), d('2024-02-28'))).toBe(15);
  });

  it('takes its midnight from Asia/Shanghai', () => {
    expect(civilDateOf(Date.parse('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
    expect(civilDateOf(Date.parse('2026-11-23T16:00:00.000Z'))).toBe('2026-11-24');
    expect(startOfDay(d('2026-11-24'))).toBe(Date.parse('2026-11-24T00:00:00+08:00'));
    expect(endOfDay(d('2026-11-24'))).toBe(Date.parse('2026-11-25T00:00:00+08:00'));
  });

  it('counts there and back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(date);
        expect(compareDates(date, moved)).toBe(Math.sign(-days) || 0);
      }),
    );
  });

  it('holds every instant of a day between its start and its end', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 86_399_999 }), (date, offset) => {
        expect(civilDateOf(startOfDay(date) + offset)).toBe(date);
        expect(civilDateOf(endOfDay(date))).toBe(addDays(date, 1));
      }),
    );
  });

  it('orders as text in the way it orders as days', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(a < b).toBe(dayNumber(a) < dayNumber(b));
      }),
    );
  });
});
