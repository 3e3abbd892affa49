import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskLimits, totalLimit } from '../../../../functions/domain/casework/limits.ts';
import { paused, resumed } from '../../../../functions/domain/application/pausing.ts';
import { caseTime, retimedTasks } from '../../../../functions/domain/casework/retimed.ts';
import { pressingAt, STANDING_STILL } from '../../../../functions/domain/casework/pressing.ts';
import { workingDaysBetween } from '../../../../functions/domain/clock/working-day.ts';
import { addDays, civilDate, endOfDay, startOfDay } from '../../../../functions/domain/values/civil-date.ts';
import type { CivilDate } from '../../../../functions/domain/values/civil-date.ts';
import { AREA, caseHead, MONDAY, openTaskOf, policy } from '../../../support/case-head.ts';

const { calendar } = policy;
const clockOn = (on: CivilDate) => ({ rules: policy.rules(on, AREA), calendar });
const ground = 'documents-awaited';
const accepted = (more = {}) => {
  const head = caseHead(more);
  const due = totalLimit(head, clockOn(MONDAY))?.due.dueAt;
  return due === undefined ? head : { ...head, totalDueAt: due };
};
const asked = (from: CivilDate, today = from) => ({ ground, from, today, now: startOfDay(today) + 9 * 3_600_000 });

describe('a pause', () => {
  it('is granted on a listed ground only, once at a time, and while the total runs', () => {
    const clock = clockOn(MONDAY);
    const head = accepted();
    const day = addDays(MONDAY, 3);
    expect(paused(head, asked(day), clock)).toEqual([{ ground, from: day }]);
    expect(paused(head, { ...asked(day), ground: 'holidays' }, clock)).toBe('ground');
    expect(paused({ ...head, pauses: [{ ground, from: day }] }, asked(day), clock)).toBe('already');
    expect(paused(head, asked(day, civilDate('2026-04-15')), clock)).toBe('expired');
    expect(paused(head, asked(addDays(day, 1), day), clock)).toBe('future');
    expect(paused(head, asked(addDays(MONDAY, -1), day), clock)).toBe('too-early');
    expect(paused({ ...head, pauses: [{ ground, from: MONDAY, until: day }] }, asked(MONDAY, day), clock)).toBe(
      'too-early',
    );
  });

  it('makes total and tasks stand still, but for a notice that hangs, and moves both by what it took', () => {
    const head = accepted();
    const clock = clockOn(MONDAY);
    const tasks = [
      openTaskOf('confirmation', taskLimits('confirmation', head, clock, MONDAY)),
      openTaskOf('public-notice', taskLimits('public-notice', head, clock, MONDAY)),
    ];
    const from = addDays(MONDAY, 2);
    const held = { ...head, pauses: [{ ground, from }] };
    expect(caseTime(held, clockOn(from))).toEqual({ pausedSince: from });
    const [confirmation, notice] = retimedTasks(tasks, held, clockOn(from)).map(({ to }) => to);
    expect(confirmation?.finishLimit?.paused).toBe(true);
    expect(pressingAt(confirmation!)).toBe(STANDING_STILL);
    expect(notice?.finishLimit).toEqual(tasks[1]?.finishLimit);

    const until = addDays(from, 7);
    const ended = resumed(held, until, clockOn(until))!;
    expect(ended.time).toEqual({ from, until, workingDays: 5, naturalDays: 7 });
    const on = { ...head, pauses: ended.pauses };
    const moved = retimedTasks(tasks, on, clockOn(until)).map(({ to }) => to);
    expect(workingDaysBetween(tasks[0]!.finishLimit!.dueOn, moved[0]!.finishLimit!.dueOn, calendar)).toBe(5);
    expect(workingDaysBetween(civilDate('2026-04-14'), totalLimit(on, clockOn(until))!.due.due, calendar)).toBe(5);
    expect(moved[0]?.caseDueAt).toBe(caseTime(on, clockOn(until)).totalDueAt);
  });

  it('over 春节 stands still for its working days only', () => {
    const start = civilDate('2026-02-09');
    const head = caseHead({
      acceptedOn: start,
      pauses: [{ ground, from: civilDate('2026-02-12'), until: civilDate('2026-02-25') }],
    });
    const plain = totalLimit(caseHead({ acceptedOn: start }), clockOn(start))!.due.due;
    const late = totalLimit(head, clockOn(start))!.due.due;
    // 13 and 14 (a make-up day), 24 and 25 February.
    expect(workingDaysBetween(plain, late, calendar)).toBe(4);
  });

  it('never brings a date forward, whatever the pauses, and closed or late work never moves', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(spans, (drawn) => {
        let day: CivilDate = MONDAY;
        const pauses = drawn.map(([gap, length]) => {
          const from = addDays(day, gap);
          day = addDays(from, length);
          return { ground, from, until: day };
        });
        const head = accepted();
        const clock = clockOn(MONDAY);
        const task = openTaskOf('confirmation', taskLimits('confirmation', head, clock, MONDAY));
        const closed = { ...task, status: 'DECIDED', closedAt: 5 } as const;
        const rungs = [`finish.exceeded@${task.finishLimit?.dueOn}`];
        const late = { ...task, overdueAt: endOfDay(MONDAY), rungs };
        const held = { ...head, pauses };
        const moved = retimedTasks([task, closed, late], held, clock);
        expect(caseTime(held, clock).totalDueAt).toBeGreaterThanOrEqual(head.totalDueAt ?? 0);
        for (const { from, to } of moved) {
          expect(from.status).toBe('OPEN');
          expect(to.finishLimit?.dueAt).toBeGreaterThanOrEqual(from.finishLimit?.dueAt ?? 0);
          expect(from.overdueAt === undefined || to.finishLimit === from.finishLimit).toBe(true);
        }
      }),
    );
  });
});
