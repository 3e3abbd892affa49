import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../../functions/adapters/policy/policy-pack.ts';
import {
  headAlarm,
  headRungs,
  passedRungs,
  taskAlarm,
  taskRungs,
  unmetLimit,
} from '../../../../functions/domain/clock/alarm.ts';
import { limitRungs } from '../../../../functions/domain/clock/ladder.ts';
import { messageInstant } from '../../../../functions/domain/clock/message-instant.ts';
import { isWorkingDay } from '../../../../functions/domain/clock/working-day.ts';
import {
  addDays,
  civilDate,
  civilDateOf,
  endOfDay,
  startOfDay,
} from '../../../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../../../functions/domain/values/civil-date.ts';
import { dongying } from '../../../../policy/dongying/dongying.ts';
import { watchOf } from '../../../../functions/usecases/clockwork.ts';
import { caseHead, MONDAY, openTaskOf, policy } from '../../../support/case-head.ts';

const watch = watchOf(policy);
const { calendar } = policy;
const HOUR = 3_600_000;
const nine = (day: string) => startOfDay(civilDate(day)) + 9 * HOUR;
const limit = (from: CivilDate, dueOn: CivilDate) => ({
  limitId: 'dibao.county-confirmation',
  from,
  dueOn,
  dueAt: endOfDay(dueOn),
  provisional: false,
});
const shown = (rungs: readonly { readonly name: string; readonly at: number }[]) =>
  rungs.map(({ name, at }) => [name, new Date(at + 8 * HOUR).toISOString().slice(0, 16)]);

describe('the ladder of a task', () => {
  it('stands on working mornings around the last day, also over 春节', () => {
    const finishLimit = limit(civilDate('2026-02-09'), civilDate('2026-03-03'));
    expect(shown(taskRungs(openTaskOf('confirmation', { finishLimit }), watch))).toEqual([
      ['finish.half-time@2026-03-03', '2026-02-24T09:00'],
      ['finish.day-before@2026-03-03', '2026-03-02T09:00'],
      ['finish.due-day@2026-03-03', '2026-03-03T09:00'],
      ['finish.overdue@2026-03-03', '2026-03-04T09:00'],
      ['finish.supervision@2026-03-03', '2026-03-06T09:00'],
    ]);
  });

  it('reminds before a last day that is a day off, and never on day 0', () => {
    const overWeekend = limit(civilDate('2026-03-02'), civilDate('2026-03-08'));
    expect(shown(taskRungs(openTaskOf('confirmation', { finishLimit: overWeekend }), watch))).toContainEqual([
      'finish.due-day@2026-03-08',
      '2026-03-06T09:00',
    ]);
    const oneDay = limit(civilDate('2026-03-02'), civilDate('2026-03-03'));
    expect(taskRungs(openTaskOf('confirmation', { finishLimit: oneDay }), watch).map(({ name }) => name)).toEqual([
      'finish.due-day@2026-03-03',
      'finish.overdue@2026-03-03',
      'finish.supervision@2026-03-03',
    ]);
  });

  it('of work in hours runs by day and night', () => {
    const openedAt = startOfDay(civilDate('2026-10-01')) + 22 * HOUR;
    const ladder = policy.ladders.find(({ limit: kind }) => kind === 'finish');
    const dueAt = openedAt + 24 * HOUR;
    const hours = { from: civilDate('2026-10-01'), dueOn: civilDateOf(dueAt), dueAt };
    expect(shown(limitRungs(ladder, hours, openedAt, watch)).slice(0, 2)).toEqual([
      ['finish.half-time@2026-10-02', '2026-10-02T10:00'],
      ['finish.due-day@2026-10-02', '2026-10-02T22:00'],
    ]);
  });

  it('counts from the opening where no limit runs', () => {
    const task = openTaskOf('supply-facts', { openedAt: startOfDay(civilDate('2026-09-30')) + 15 * HOUR });
    expect(shown(taskRungs(task, watch))[0]).toEqual(['unlimited.unclaimed-unit@2026-09-30', '2026-10-08T09:00']);
  });

  it('has none under a pause, and none for a notice', () => {
    const finishLimit = limit(MONDAY, addDays(MONDAY, 10));
    const paused = { ...finishLimit, paused: true } as const;
    expect(taskRungs(openTaskOf('confirmation', { finishLimit: paused, pausedSince: MONDAY }), watch)).toEqual([]);
    expect(taskRungs(openTaskOf('supply-facts', { pausedSince: MONDAY }), watch)).toEqual([]);
    expect(taskRungs(openTaskOf('public-notice', { finishLimit }), watch)).toEqual([]);
    expect(taskAlarm(openTaskOf('public-notice', { finishLimit }), watch, 0)?.at).toBe(finishLimit.dueAt);
  });
});

describe('the next alarm', () => {
  const finishLimit = limit(civilDate('2026-03-02'), civilDate('2026-03-16'));
  const task = openTaskOf('confirmation', { finishLimit });

  it('is awaited until it is claimed, however often the task is written meanwhile', () => {
    const first = taskAlarm(task, watch, nine('2026-03-02'));
    expect(first).toEqual({ at: nine('2026-03-09'), rung: 'finish.half-time@2026-03-16' });
    const late = nine('2026-03-11');
    expect(taskAlarm({ ...task, holder: 'p' }, watch, late, first)).toEqual(first);
    const passed = passedRungs(taskRungs(task, watch), { ...task, alarm: first! }, nine('2026-03-13') + 1);
    expect(passed.map(({ name }) => name)).toEqual(['finish.half-time@2026-03-16', 'finish.day-before@2026-03-16']);
  });

  it('does not make up for what lay in the past when the date was set or moved', () => {
    const now = nine('2026-03-13') + 1;
    expect(taskAlarm(task, watch, now)?.rung).toBe('finish.due-day@2026-03-16');
    const before = { at: nine('2026-03-16'), rung: 'finish.due-day@2026-03-16' };
    const moved = { ...task, finishLimit: limit(civilDate('2026-03-02'), civilDate('2026-03-20')) };
    expect(taskAlarm(moved, watch, now, before)?.rung).toBe('finish.day-before@2026-03-20');
  });

  it('records a late end also of work that began too late', () => {
    const startLimit = limit(civilDate('2026-03-02'), civilDate('2026-03-05'));
    const both = openTaskOf('confirmation', { startLimit, finishLimit });
    expect(unmetLimit(both)?.rung).toBe('start.exceeded@2026-03-05');
    const begun = {
      ...both,
      startedAt: nine('2026-03-10'),
      overdueAt: startLimit.dueAt,
      rungs: ['start.exceeded@2026-03-05'],
    };
    expect(unmetLimit(begun)?.rung).toBe('finish.exceeded@2026-03-16');
    expect(unmetLimit({ ...begun, rungs: [...begun.rungs, 'finish.exceeded@2026-03-16'] })).toBeUndefined();
  });

  it('records lateness at the very instant, and even when that has passed already', () => {
    const due = { ...task, rungs: ['finish.due-day@2026-03-16'] };
    expect(taskAlarm(due, watch, nine('2026-03-16') + 1)).toEqual({
      at: endOfDay(civilDate('2026-03-16')),
      rung: 'finish.exceeded@2026-03-16',
    });
    expect(taskAlarm(task, watch, nine('2026-04-01'))?.rung).toBe('finish.exceeded@2026-03-16');
  });

  it('of a case watches its total, and while that stands still the pause', () => {
    const head = caseHead({ totalDueAt: endOfDay(civilDate('2026-04-14')) });
    expect(headRungs(head, watch).map(({ name }) => name)).toContain('total.week-before@2026-04-14');
    const { totalDueAt: _due, ...stopped } = head;
    const paused = { ...stopped, pauses: [{ ground: 'outside-check', from: MONDAY }] };
    expect(headAlarm(paused, watch, nine('2026-03-02'))).toEqual({
      at: nine('2026-03-09'),
      rung: 'pause.week@2026-03-02',
    });
    expect(headAlarm({ ...head, status: 'granted' }, watch, 0)).toBeUndefined();
  });
});

describe('a pack whose ladder names a kind of task that the procedure does not have', () => {
  it('is refused, naming file and path', () => {
    const [first, ...others] = dongying.ladders;
    const pack = { ...dongying, ladders: [{ ...first!, taskKinds: ['dancing'] }, ...others] };
    expect(() => createPolicy(pack)).toThrow(/ladders\.json[\s\S]*0\.taskKinds/);
  });
});

describe('messageInstant', () => {
  it('is never before its time, and in office hours of a working day', () => {
    const instants = fc.integer({ min: startOfDay(civilDate('2024-01-01')), max: startOfDay(civilDate('2026-12-01')) });
    fc.assert(
      fc.property(instants, (at) => {
        const sent = messageInstant(at, calendar, watch.office);
        const hour = (sent - startOfDay(civilDateOf(sent))) / HOUR;
        expect(sent).toBeGreaterThanOrEqual(at);
        expect(isWorkingDay(civilDateOf(sent), calendar)).toBe(true);
        expect(hour).toBeGreaterThanOrEqual(9);
        expect(hour).toBeLessThan(18);
        expect(messageInstant(sent, calendar, watch.office)).toBe(sent);
      }),
    );
  });
});
