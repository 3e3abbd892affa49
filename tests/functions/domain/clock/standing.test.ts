import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER, pressingAt, STANDING_STILL } from '../../../../functions/domain/application/pressing.ts';
import {
  settled,
  soonBoundary,
  standingBounds,
  standingOf,
  standings,
} from '../../../../functions/domain/clock/standing.ts';
import {
  addDays,
  civilDate,
  civilDateOf,
  endOfDay,
  startOfDay,
} from '../../../../functions/domain/values/civil-date.ts';
import { openTaskOf, policy } from '../../../support/case-head.ts';

const { calendar } = policy;
const settings = { dueSoonDays: policy.setting('inbox.due-soon-days') };
const MONDAY = civilDate('2026-03-02');
const instant = fc.integer({
  min: startOfDay(civilDate('2024-01-01')),
  max: startOfDay(civilDate('2026-12-20')),
});

describe('the standing of open work', () => {
  it('is overdue from the first instant too late, and due today until 24:00', () => {
    const now = startOfDay(MONDAY) + 9 * 3_600_000;
    const at = (pressing: number) => standingOf({ pressingAt: pressing, now, calendar, settings });
    expect(at(now)).toBe('overdue');
    expect(at(now + 1)).toBe('due-today');
    expect(at(endOfDay(MONDAY))).toBe('due-today');
    expect(at(endOfDay(addDays(MONDAY, 1)))).toBe('due-soon');
    expect(at(endOfDay(addDays(MONDAY, 3)))).toBe('due-soon');
    expect(at(endOfDay(addDays(MONDAY, 4)))).toBe('on-time');
    expect(at(STANDING_STILL)).toBe('paused');
    expect(at(NEVER)).toBe('no-limit');
  });

  it('counts working days: before 春节 2026 the third one lies behind the holidays', () => {
    const now = startOfDay(civilDate('2026-02-13')) + 1;
    expect(civilDateOf(soonBoundary(now, calendar, 1) - 1)).toBe('2026-02-14');
    expect(civilDateOf(soonBoundary(now, calendar, 3) - 1)).toBe('2026-02-25');
  });

  it('agrees with the bounds by which lists count, at any instant', () => {
    const pressing = fc.oneof(
      instant,
      fc.integer({ min: -10, max: 10 }).map((days) => days * 86_400_000),
      fc.constantFrom(NEVER, STANDING_STILL),
    );
    fc.assert(
      fc.property(instant, pressing, (now, drawn) => {
        const at = Math.abs(drawn) < 20 * 86_400_000 ? endOfDay(civilDateOf(now)) + drawn : drawn;
        const bounds = standingBounds(now, calendar, settings);
        const standing = standingOf({ pressingAt: at, now, calendar, settings });
        const before = standings[standings.indexOf(standing) - 1];
        expect(at).toBeLessThanOrEqual(bounds[standing]);
        expect(at).toBeGreaterThan(before === undefined ? -Infinity : bounds[before]);
        expect(standing === 'overdue').toBe(now >= at);
      }),
    );
  });
});

describe('what presses on a task', () => {
  const limit = { limitId: 'dibao.total', from: MONDAY, dueOn: MONDAY, dueAt: 1000, provisional: false };

  it('is nothing while every limit stands still, and the limit that runs on where one does', () => {
    const paused = { ...limit, paused: true } as const;
    expect(pressingAt(openTaskOf('confirmation', { finishLimit: paused, pausedSince: MONDAY }))).toBe(STANDING_STILL);
    expect(pressingAt(openTaskOf('public-notice', { finishLimit: limit, pausedSince: MONDAY }))).toBe(1000);
    expect(pressingAt(openTaskOf('supply-facts'))).toBe(NEVER);
  });
});

describe('closed work', () => {
  const limit = { limitId: 'dibao.total', from: MONDAY, dueOn: MONDAY, dueAt: 1000, provisional: false };

  it('is late by the finish, or by the beginning where the law limits that', () => {
    expect(settled({ closedAt: 999, finishLimit: limit })).toBe('on-time');
    expect(settled({ closedAt: 1000, finishLimit: limit })).toBe('late');
    expect(settled({ closedAt: 5000, startedAt: 999, startLimit: limit })).toBe('on-time');
    expect(settled({ closedAt: 5000, startedAt: 1000, startLimit: limit })).toBe('late');
    expect(settled({ closedAt: 5000 })).toBeUndefined();
    expect(settled({ finishLimit: limit })).toBeUndefined();
  });
});
