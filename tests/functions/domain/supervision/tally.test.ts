import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskRecord } from '../../../../functions/domain/casework/task.ts';
import {
  isLate,
  nothing,
  onTimeRate,
  tallyOfClosed,
  tallyOfOpen,
  together,
} from '../../../../functions/domain/supervision/tally.ts';
import type { Tally } from '../../../../functions/domain/supervision/tally.ts';
import { standingBounds } from '../../../../functions/domain/clock/standing.ts';
import { startOfDay } from '../../../../functions/domain/values/civil-date.ts';
import { MONDAY, openTaskOf, policy } from '../../../support/case-head.ts';

const NOW = startOfDay(MONDAY) + 9 * 3_600_000;
const DAY = 86_400_000;
const bounds = standingBounds(NOW, policy.calendar, 3);
const limit = (dueAt: number) => ({ limitId: 'x', from: MONDAY, dueOn: MONDAY, dueAt, provisional: false });
const closed = (more: Partial<TaskRecord>): TaskRecord =>
  openTaskOf('confirmation', { status: 'DECIDED', closedAt: NOW, ...more });

const anyTally: fc.Arbitrary<Tally> = fc
  .tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.option(fc.nat(3)), fc.nat(3))
  .map(([open, onTime, late, days, name]) => ({
    ...nothing,
    open,
    closed: onTime + late,
    onTime,
    late,
    ...(days === null ? {} : { oldest: { days, caseId: `case-${name}` } }),
  }));

describe('the figures of the board', () => {
  it('come to the same in whatever order they are put together', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
        expect(together(together(a, b), c)).toEqual(together(c, together(b, a)));
        expect(together(a, nothing)).toEqual(a);
      }),
    );
  });

  it('give a rate between none and all, and no rate where nothing was closed', () => {
    fc.assert(
      fc.property(anyTally, (tally) => {
        const rate = onTimeRate(tally);
        expect(rate === undefined).toBe(tally.closed === 0);
        expect(rate ?? 0).toBeGreaterThanOrEqual(0);
        expect(rate ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('count open work once, by the one clock', () => {
    const task = openTaskOf('township-opinion', { finishLimit: limit(NOW - 1), openedAt: NOW - 12 * DAY });
    expect(tallyOfOpen(task, bounds)).toEqual({
      ...nothing,
      open: 1,
      overdue: 1,
      unclaimed: 1,
      oldest: { days: 12, caseId: task.caseId },
    });
    const held = { ...task, holder: 'somebody', finishLimit: { ...limit(NOW + 30 * DAY), provisional: true } };
    expect(tallyOfOpen(held, bounds)).toMatchObject({ overdue: 0, unclaimed: 0, provisional: 1 });
  });

  it('judge closed work by its own limits', () => {
    expect(tallyOfClosed(closed({ finishLimit: limit(NOW + 1) }))).toEqual({ ...nothing, closed: 1, onTime: 1 });
    expect(tallyOfClosed(closed({ finishLimit: limit(NOW) }))).toEqual({ ...nothing, closed: 1, late: 1 });
    expect(tallyOfClosed(closed({}))).toEqual({ ...nothing, closed: 1 });
    const begunLate = closed({ startLimit: limit(NOW - DAY), startedAt: NOW - 1, finishLimit: limit(NOW + 1) });
    expect(isLate(begunLate)).toBe(true);
  });

  it('count neither what was cancelled nor what was taken back, and call no notice late that ran out', () => {
    expect(tallyOfClosed(closed({ status: 'CANCELLED' }))).toEqual(nothing);
    expect(tallyOfClosed(closed({ takenBackAt: NOW, outcome: 'return' }))).toEqual(nothing);
    expect(tallyOfClosed(closed({ outcome: 'return' })).returned).toBe(1);
    const notice = openTaskOf('public-notice', { status: 'EXPIRED', closedAt: NOW, finishLimit: limit(NOW - 1) });
    expect(tallyOfClosed(notice)).toEqual({ ...nothing, closed: 1 });
    // The office is not late with a ballot whose members voted to the last day, or did not.
    expect(tallyOfClosed({ ...notice, kind: 'ballot' })).toEqual({ ...nothing, closed: 1 });
    const early = { ...notice, kind: 'ballot', status: 'DECIDED', finishLimit: limit(NOW + 1) } as const;
    expect(tallyOfClosed(early)).toEqual({ ...nothing, closed: 1, onTime: 1 });
  });
});
