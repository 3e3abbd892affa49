import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetOn } from '../../../../functions/domain/clock/budget.ts';
import { type DueInput, dueDate } from '../../../../functions/domain/clock/due-date.ts';
import { explain } from '../../../../functions/domain/clock/explain.ts';
import { grantExtension } from '../../../../functions/domain/clock/extension.ts';
import { limitStatus } from '../../../../functions/domain/clock/limit-status.ts';
import type { CountedLimit, Pause } from '../../../../functions/domain/clock/types.ts';
import { isWorkingDay, nextWorkingDay, workingDaysBetween } from '../../../../functions/domain/clock/working-day.ts';
import { addDays, civilDate, dayNumber, fromDayNumber } from '../../../../functions/domain/values/civil-date.ts';
import { workingCalendar } from '../../../../policy/calendar/load.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';

const calendar = workingCalendar();
const d = civilDate;
const limit = (id: string) => dongying.limits.find((candidate) => candidate.id === id)!;
const workingDays = (amount: number): CountedLimit => ({ ...limit('dibao.total'), amount });
const naturalDays = (amount: number): CountedLimit => ({ ...limit('dibao.public-notice'), amount });

const within = (from: string, until: string) =>
  fc.integer({ min: dayNumber(d(from)), max: dayNumber(d(until)) }).map(fromDayNumber);
const anyDay = within('2024-01-01', '2026-06-30');
const amounts = fc.integer({ min: 0, max: 60 });
const pauses = fc
  .array(fc.record({ ground: fc.constant('outside-check'), from: anyDay, length: fc.integer({ min: 0, max: 40 }) }), {
    maxLength: 4,
  })
  .map((list) => list.map(({ length, ...pause }): Pause => ({ ...pause, until: addDays(pause.from, length) })));

describe('dueDate', () => {
  it.each([
    // Counted by hand on the State Council's calendars.
    ['2026-09-25', 30, '2026-11-12', '国庆, with the make-up Saturday, from a day off'],
    ['2025-01-15', 30, '2025-03-04', '春节, with its two make-up days'],
    ['2024-09-10', 30, '2024-10-28', '中秋 and 国庆 with three make-up days'],
    ['2026-02-13', 3, '2026-02-25', 'the make-up Saturday before 春节 counts'],
    ['2025-09-20', 30, '2025-11-06', '国庆 and 中秋 in one span'],
    ['2026-03-02', 20, '2026-03-30', 'plain weeks'],
    ['2026-03-02', 45, '2026-05-08', '清明 and 劳动节'],
    ['2026-05-07', 1, '2026-05-08', 'the next day'],
    ['2026-05-08', 1, '2026-05-09', 'a working Saturday'],
    ['2026-05-09', 1, '2026-05-11', 'from a working Saturday to Monday'],
    ['2026-10-01', 10, '2026-10-20', 'begins on a holiday'],
  ])('%s + %i working days = %s (%s)', (from, amount, due) => {
    expect(dueDate({ limit: workingDays(amount), from: d(from), calendar })).toMatchObject({ due, provisional: false });
  });

  it('runs natural days through days off, without moving the last one', () => {
    expect(dueDate({ limit: naturalDays(7), from: d('2026-09-28'), calendar })).toMatchObject({
      due: '2026-10-05',
      dueAt: Date.parse('2026-10-06T00:00:00+08:00'),
      provisional: false,
    });
  });

  it('marks working days beyond the published calendar provisional, and natural days and months not', () => {
    const from = d('2026-12-25');
    const cut = { ...calendar, coveredThrough: '2026-12-31', days: { ...calendar.days } };
    for (const day of Object.keys(cut.days)) if (day > '2026-12-31') delete (cut.days as Record<string, unknown>)[day];
    expect(dueDate({ limit: workingDays(10), from, calendar: cut })).toMatchObject({
      due: '2027-01-08',
      provisional: true,
    });
    expect(dueDate({ limit: workingDays(4), from, calendar: cut })).toMatchObject({
      due: '2026-12-31',
      provisional: false,
    });
    expect(dueDate({ limit: naturalDays(10), from, calendar: cut })).toMatchObject({
      due: '2027-01-04',
      provisional: false,
    });
    expect(dueDate({ limit: limit('any.pool'), from: d('2024-02-29'), calendar: cut })).toMatchObject({
      due: '2026-02-28',
      provisional: false,
    });
  });

  it('moves a provisional date when the year’s notice is loaded', () => {
    const library = { holidays: { '2026-10-01': 'National Day,国庆节,3' }, workdays: {} };
    const input = { limit: workingDays(5), from: d('2026-12-31') };
    const notice = {
      year: 2027,
      source: 't',
      holidays: [{ name: '元旦', from: '2027-01-01', until: '2027-01-03' }],
      workdays: [],
    };
    expect(dueDate({ ...input, calendar: workingCalendar({ years: [], days: [] }, library) })).toMatchObject({
      due: '2027-01-07',
      provisional: true,
    });
    expect(dueDate({ ...input, calendar: workingCalendar({ years: [notice], days: [] }, library) })).toMatchObject({
      due: '2027-01-08',
      provisional: false,
    });
  });

  it('counts hours from the instant, and refuses to guess one', () => {
    const first = limit('any.emergency-first-help');
    const fromAt = Date.parse('2026-10-01T20:30:00+08:00');
    expect(dueDate({ limit: first, from: d('2026-10-01'), fromAt, calendar })).toMatchObject({
      due: '2026-10-02',
      dueAt: fromAt + 86_400_000,
    });
    expect(() => dueDate({ limit: first, from: d('2026-10-01'), calendar })).toThrow(/fromAt/);
  });

  it('lands on a working day that is exactly the nth after day 0', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const { due } = dueDate({ limit: workingDays(amount), from, calendar });
        expect(isWorkingDay(due, calendar)).toBe(true);
        expect(workingDaysBetween(from, due, calendar)).toBe(amount);
      }),
    );
  });

  it('never comes earlier for a later start, a larger amount or a pause', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(30), amounts, fc.nat(10), pauses, (from, later, amount, more, stops) => {
        const at = (start: string, days: number, held: readonly Pause[]) =>
          dueDate({ limit: workingDays(days), from: d(start), calendar, pauses: held }).due;
        const plain = at(from, amount, []);
        expect(at(addDays(from, later), amount, []) >= plain).toBe(true);
        expect(at(from, amount + more, []) >= plain).toBe(true);
        expect(at(from, amount, stops) >= plain).toBe(true);
      }),
    );
  });

  it('adds exactly the paused working days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 45 }), pauses, (from, amount, stops) => {
        const due = dueDate({ limit: workingDays(amount), from, calendar, pauses: stops }).due;
        let stood = 0;
        for (let day = addDays(from, 1); day <= due; day = addDays(day, 1))
          if (isWorkingDay(day, calendar) && stops.some((stop) => day > stop.from && day <= stop.until!)) stood += 1;
        expect(workingDaysBetween(from, due, calendar)).toBe(amount + stood);
      }),
    );
  });

  it('does not depend on the order in which facts of the calendar were entered', () => {
    const facts = ['2027-01-01', '2027-01-04', '2027-02-06', '2027-02-08', '2027-02-09', '2027-03-01'].map(
      (date, index) => ({
        date,
        kind: index === 2 ? 'workday' : 'holiday',
        name: '演示',
        source: '演示',
      }),
    );
    const order = fc.shuffledSubarray(facts, { minLength: facts.length });
    const loaded = (days: unknown) => workingCalendar({ years: [], days });
    fc.assert(
      fc.property(order, within('2026-10-01', '2027-03-01'), fc.integer({ min: 1, max: 45 }), (days, from, amount) => {
        const due = (list: unknown) => dueDate({ limit: workingDays(amount), from, calendar: loaded(list) });
        expect(due(days)).toEqual(due(facts));
      }),
    );
  });

  it('treats an open pause as lasting to the day it is asked', () => {
    const input = {
      limit: workingDays(10),
      from: d('2026-03-02'),
      calendar,
      pauses: [{ ground: 'documents-awaited', from: d('2026-03-04') }],
    };
    expect(dueDate(input)).toMatchObject({ due: '2026-03-16', paused: true });
    expect(dueDate({ ...input, asOf: d('2026-03-09') })).toMatchObject({ due: '2026-03-19', paused: true });
  });
});

describe('budgetOn', () => {
  it('keeps consumed + remaining = budget on every day, under any pauses', () => {
    const units = fc.constantFrom(workingDays, naturalDays);
    fc.assert(
      fc.property(units, anyDay, amounts, pauses, fc.nat(120), (unit, from, amount, stops, days) => {
        const input: DueInput = { limit: unit(amount), from, calendar, pauses: stops };
        const asOf = addDays(from, days);
        const budget = budgetOn({ ...input, asOf });
        expect(budget.consumed + budget.remaining).toBe(amount);
        expect(budget.consumed >= 0 && budget.remaining >= 0).toBe(true);
        const { due } = dueDate(input);
        expect(budget.remaining === 0).toBe(asOf >= due || amount === 0);
        expect(budget.expired).toBe(asOf > due);
      }),
    );
  });
});

describe('grantExtension', () => {
  const input = { limit: limit('dibao.total'), from: d('2026-03-02'), calendar };

  it('lengthens the total from the same day 0, on a listed ground', () => {
    const result = grantExtension(input, { ground: 'notice-objection', on: d('2026-03-20') });
    expect(result).toMatchObject({ kind: 'extended', extension: { amount: 45 }, due: { due: '2026-05-08' } });
  });

  it('is possible on the last day and not on the day after', () => {
    expect(dueDate(input).due).toBe('2026-04-14');
    expect(grantExtension(input, { ground: 'hard-investigation', on: d('2026-04-14') }).kind).toBe('extended');
    expect(grantExtension(input, { ground: 'hard-investigation', on: d('2026-04-15') })).toMatchObject({
      kind: 'refused',
      reason: 'expired',
    });
  });

  it('refuses other grounds, a second extension and limits without one', () => {
    const on = d('2026-03-20');
    expect(grantExtension(input, { ground: 'busy', on })).toMatchObject({
      kind: 'refused',
      reason: 'ground-not-listed',
    });
    const extension = { ground: 'notice-objection', grantedOn: on, amount: 45 };
    expect(grantExtension({ ...input, extension }, { ground: 'hard-investigation', on })).toMatchObject({
      reason: 'already-extended',
    });
    const notice = { ...input, limit: limit('dibao.public-notice') };
    expect(grantExtension(notice, { ground: 'notice-objection', on })).toMatchObject({ reason: 'no-extension' });
  });

  it('knows that 刚性支出 lists two grounds only', () => {
    const rigid = { ...input, limit: limit('rigid-expenditure.total') };
    expect(grantExtension(rigid, { ground: 'notice-objection', on: d('2026-03-20') }).kind).toBe('refused');
    expect(grantExtension(rigid, { ground: 'household-registration-separated', on: d('2026-03-20') }).kind).toBe(
      'extended',
    );
  });
});

describe('limitStatus', () => {
  const due = { dueAt: 1000 };

  it('is kept by beginning for a start limit, by finishing for a finish limit', () => {
    expect(limitStatus({ kind: 'start' }, due, { startedAt: 999 }, 5000)).toBe('kept');
    expect(limitStatus({ kind: 'finish' }, due, { startedAt: 999 }, 5000)).toBe('overdue');
    expect(limitStatus({ kind: 'finish' }, due, { startedAt: 1, finishedAt: 1000 }, 5000)).toBe('late');
    expect(limitStatus({ kind: 'finish' }, due, { finishedAt: 999 }, 5000)).toBe('kept');
  });

  it('runs until the last instant of the day', () => {
    expect(limitStatus({ kind: 'finish' }, due, {}, 999)).toBe('running');
    expect(limitStatus({ kind: 'finish' }, due, {}, 1000)).toBe('overdue');
  });
});

describe('explain', () => {
  it('says why this date, one line a step', () => {
    const { trace } = dueDate({ limit: limit('dibao.total'), from: d('2026-09-25'), calendar });
    expect(explain(trace)).toEqual([
      '自2026-09-25受理起算(当日不计),低保审核确认总时限30个工作日(依据:N5 四(一))',
      '中秋节9月26日–27日不计',
      '国庆节10月1日–7日不计',
      '10月10日(周六)为国庆节调休上班,计入',
      '其余周末休息日9天不计',
      '第30个工作日为2026-11-12(周四),当日24时届满',
    ]);
  });

  it('names pauses and extensions by their titles, and the unpublished year', () => {
    const { trace } = dueDate({
      limit: limit('dibao.total'),
      from: d('2026-11-23'),
      calendar: { ...calendar, coveredThrough: '2026-12-31' },
      pauses: [{ ground: 'outside-check', from: d('2026-11-25'), until: d('2026-11-27') }],
      extension: { ground: 'hard-investigation', grantedOn: d('2026-12-01'), amount: 45 },
    });
    const text = explain(trace, { 'outside-check': '等待外部机构核查结果' }).join('\n');
    expect(text).toContain('因“等待外部机构核查结果”自2026-11-25至2026-11-27中止,2日不计');
    expect(text).toContain('因“hard-investigation”延长至45个工作日');
    expect(text).toContain('2027-01-01起的放假安排尚未公布');
  });

  it('accounts for every day between start and due date', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const { trace, due } = dueDate({ limit: workingDays(amount), from, calendar });
        const skipped = trace.reduce((sum, step) => {
          if (step.kind === 'weekends') return sum + step.days;
          return step.kind === 'holiday' ? sum + dayNumber(step.until) - dayNumber(step.from) + 1 : sum;
        }, 0);
        expect(dayNumber(due) - dayNumber(from)).toBe(amount + skipped);
      }),
    );
  });
});

describe('nextWorkingDay', () => {
  it('steps over a holiday', () => {
    expect(nextWorkingDay(d('2026-02-14'), calendar)).toBe('2026-02-24');
  });
});
