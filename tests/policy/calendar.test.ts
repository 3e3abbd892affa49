import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../policy/calendar/load.ts';

const span = (from: string, until: string): string[] => {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(until); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};

/** Written by hand from the State Council's yearly notices, not from the library under test. */
const GOLDEN = {
  2024: {
    off: [
      ['2024-01-01', '2024-01-01'],
      ['2024-02-10', '2024-02-17'],
      ['2024-04-04', '2024-04-06'],
      ['2024-05-01', '2024-05-05'],
      ['2024-06-10', '2024-06-10'],
      ['2024-09-15', '2024-09-17'],
      ['2024-10-01', '2024-10-07'],
    ],
    work: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
    workingDays: 251,
  },
  2025: {
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    work: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
    workingDays: 248,
  },
  2026: {
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    workingDays: 248,
  },
};

describe('workingCalendar', () => {
  const calendar = workingCalendar();

  it.each(Object.entries(GOLDEN))('agrees with the State Council notice for %s, day by day', (year, golden) => {
    const off = new Set(golden.off.flatMap(([from, until]) => span(from!, until!)));
    let workingDays = 0;
    for (const day of span(`${year}-01-01`, `${year}-12-31`)) {
      const expected = off.has(day) ? 'holiday' : golden.work.includes(day) ? 'workday' : undefined;
      expect(`${day} ${calendar.days[day]?.kind}`).toBe(`${day} ${expected}`);
      const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
      if (expected === 'workday' || (expected === undefined && !isWeekend)) workingDays += 1;
    }
    expect(workingDays).toBe(golden.workingDays);
  });

  it('ends its horizon with the last published year', () => {
    expect(calendar.coveredThrough >= '2026-12-31').toBe(true);
    expect(Object.keys(calendar.days).every((day) => day <= calendar.coveredThrough)).toBe(true);
  });

  it('names festivals in full', () => {
    expect(calendar.days['2026-09-25']).toEqual({ kind: 'holiday', name: '中秋节' });
    expect(calendar.days['2026-10-10']).toEqual({ kind: 'workday', name: '国庆节' });
    expect(calendar.days['2026-01-01']?.name).toBe('元旦');
  });

  const library = {
    holidays: {
      '2025-01-01': "New Year's Day,元旦,1",
      '2025-10-01': 'National Day,国庆节,3',
      '2026-10-01': 'National Day,国庆节,3',
    },
    workdays: { '2026-10-10': 'National Day,国庆节,3' },
  };
  const year2027 = {
    year: 2027,
    source: '国办发明电〔2026〕测试号',
    holidays: [{ name: '元旦', from: '2027-01-01', until: '2027-01-03' }],
    workdays: [{ name: '元旦', date: '2027-01-09' }],
  };

  it('takes a whole year from the overrides and moves the horizon', () => {
    const later = workingCalendar({ years: [year2027], days: [] }, library);
    expect(later.coveredFrom).toBe('2025-01-01');
    expect(later.coveredThrough).toBe('2027-12-31');
    expect(later.days['2027-01-02']).toEqual({ kind: 'holiday', name: '元旦' });
    expect(later.days['2027-01-09']?.kind).toBe('workday');
  });

  it('does not count a year beyond a missing one as covered', () => {
    const later = workingCalendar({ years: [{ ...year2027, year: 2028 }], days: [] }, library);
    expect(later.coveredThrough).toBe('2026-12-31');
  });

  it('lets single days be corrected', () => {
    const days = [
      { date: '2026-10-10', kind: 'plain', name: '国庆节', source: '更正通知' },
      { date: '2026-05-20', kind: 'holiday', name: '临时放假', source: '更正通知' },
    ];
    const corrected = workingCalendar({ years: [], days }, library);
    expect(corrected.days['2026-10-10']).toBeUndefined();
    expect(corrected.days['2026-05-20']).toEqual({ kind: 'holiday', name: '临时放假' });
  });

  it('refuses overrides that are not as described, naming the file', () => {
    expect(() => workingCalendar({ years: [], days: [{ date: '2026-02-30' }] })).toThrow(/overrides\.json/);
    const backwards = { ...year2027, holidays: [{ name: '元旦', from: '2027-01-03', until: '2027-01-01' }] };
    expect(() => workingCalendar({ years: [backwards], days: [] })).toThrow(/ends on 2027-01-01 before it begins/);
  });
});
