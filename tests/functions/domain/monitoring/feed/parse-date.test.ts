import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeedDate } from '../../../../../functions/domain/monitoring/feed/parse-date.ts';
import { civilDate, fromDayNumber, dayNumber } from '../../../../../functions/domain/values/civil-date.ts';

const anyDay = fc.integer({ min: 0, max: 30_000 }).map(fromDayNumber);

describe('parseFeedDate', () => {
  it('reads a day in each of the ways in which departments write it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year = '', month = '', date = ''] = day.split('-');
        const short = [Number(month), Number(date)];
        for (const text of [
          day,
          `${year}/${short[0]}/${short[1]}`,
          `${year}.${month}.${date}`,
          `${year}${month}${date}`,
          `${year}年${short[0]}月${short[1]}日`,
          `${day} 00:00:00`,
          `${day}T08:30:00.000Z`,
          ` ${day}\t`,
        ]) {
          expect(parseFeedDate(text, false)).toBe(day);
        }
      }),
    );
  });

  it('takes a bare number for a serial day only from a spreadsheet’s number', () => {
    const serial = String(dayNumber(civilDate('2026-11-03')) - dayNumber(civilDate('1900-01-01')) + 2);
    expect(serial).toBe('46329');
    expect(parseFeedDate({ kind: 'number', text: serial }, false)).toBe('2026-11-03');
    expect(parseFeedDate(serial, false)).toBeUndefined();
    expect(parseFeedDate({ kind: 'number', text: '20261103' }, false)).toBe('2026-11-03');
    expect(parseFeedDate({ kind: 'date', date: civilDate('2026-11-03') }, false)).toBe('2026-11-03');
  });

  it('takes a month for its first day only where a month is meant', () => {
    for (const text of ['2026-11', '202611', '2026年11月', '2026/11']) {
      expect(parseFeedDate(text, true)).toBe('2026-11-01');
      expect(parseFeedDate(text, false)).toBeUndefined();
    }
  });

  it.each(['2026-02-30', '2026-13-01', '2026-11-3x', '03/11/2026', '26-11-03', '今天', '2026-1', '0000-00-00'])(
    'finds no day in %s',
    (text) => {
      expect(parseFeedDate(text, false)).toBeUndefined();
    },
  );
});
