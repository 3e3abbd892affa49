import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysOpen,
  keptItsLimits,
  standingBounds,
  standingOf,
  standingRange,
  standings,
} from '../../../../functions/domain/clock/standing.ts';
import { endOfDay, startOfDay } from '../../../../functions/domain/values/civil-date.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { workingCalendar } from '../../../../policy/calendar/load.ts';

const calendar = workingCalendar();
const HOUR = 3_600_000;
const instants = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2026-12-31') });
const NEVER = 9_999_999_999_999;

describe('standing', () => {
  it('goes over 春节: three working days after the last one before it', () => {
    const now = startOfDay(civilDate('2026-02-13')) + 9 * HOUR;
    const bounds = standingBounds(now, calendar, 3);
    // 14 February is a make-up day; the holiday runs from the 15th to the 23rd.
    expect(bounds.soon).toBe(endOfDay(civilDate('2026-02-25')));
    expect(standingOf(endOfDay(civilDate('2026-02-13')), bounds)).toBe('due-today');
    expect(standingOf(endOfDay(civilDate('2026-02-20')), bounds)).toBe('due-soon');
    expect(standingOf(endOfDay(civilDate('2026-02-26')), bounds)).toBe('on-time');
    expect(standingOf(now, bounds)).toBe('overdue');
    expect(standingOf(NEVER, bounds)).toBe('no-limit');
    expect(standingOf(NEVER - 1, bounds)).toBe('paused');
  });

  it('puts every moment into exactly one key range, the one of its standing', () => {
    fc.assert(
      fc.property(
        instants,
        fc.oneof(instants, fc.constantFrom(NEVER - 1, NEVER)),
        fc.integer({ min: 0, max: 20 }),
        (now, at, days) => {
          const bounds = standingBounds(now, calendar, days);
          const found = standings.filter((standing) => {
            const { from, to } = standingRange(standing, bounds);
            return from <= at && at <= to;
          });
          expect(found).toEqual([standingOf(at, bounds)]);
        },
      ),
    );
  });

  it('only worsens as time goes on', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 400 * HOUR }), (at, now, later) => {
        const before = standingOf(at, standingBounds(now, calendar, 3));
        const after = standingOf(at, standingBounds(now + later, calendar, 3));
        expect(standings.indexOf(after)).toBeLessThanOrEqual(standings.indexOf(before));
      }),
    );
  });
});

describe('closed work', () => {
  const limit = (dueAt: number) => ({ dueAt });

  it('kept its limits where it began and ended in time', () => {
    expect(keptItsLimits({ startLimit: limit(10), startedAt: 5, closedAt: 99 })).toBe(true);
    expect(keptItsLimits({ startLimit: limit(10), startedAt: 10, closedAt: 99 })).toBe(false);
    expect(keptItsLimits({ startLimit: limit(10), finishLimit: limit(50), startedAt: 5, closedAt: 50 })).toBe(false);
    expect(keptItsLimits({ finishLimit: limit(50), closedAt: 49 })).toBe(true);
    expect(keptItsLimits({ closedAt: 49 })).toBeUndefined();
    expect(keptItsLimits({ finishLimit: limit(50) })).toBeUndefined();
  });

  it('counts civil days, not spans of 24 hours', () => {
    const evening = startOfDay(civilDate('2026-03-02')) + 23 * HOUR;
    expect(daysOpen(evening, evening)).toBe(0);
    expect(daysOpen(evening, evening + 2 * HOUR)).toBe(1);
  });
});
