import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { NEVER, STANDING_STILL } from '../casework/pressing.ts';
import { civilDateOf, dayNumber, endOfDay } from '../values/civil-date.ts';
import { limitStatus } from './limit-status.ts';
import { nextWorkingDay } from './working-day.ts';

/**
 * How open work stands; inbox, sweep and supervision board all ask here. `overdue`: the moment that presses has passed;
 * `due-today`: it passes tonight; `due-soon`: within the next working days; `paused`: its time stands still; `no-limit`:
 * nothing presses.
 */
export const standings = ['overdue', 'due-today', 'due-soon', 'on-time', 'paused', 'no-limit'] as const;
export type Standing = (typeof standings)[number];

/** Instants (epoch ms) that part the standings from each other: work stands by where its pressing moment falls. */
export interface StandingBounds {
  /** Overdue: at or before it. */
  readonly now: number;
  /** Due today: at or before the end of today. */
  readonly today: number;
  /** Due soon: at or before the end of the n-th working day after today. */
  readonly soon: number;
}

export function standingBounds(now: number, calendar: WorkingCalendar, soonWorkingDays: number): StandingBounds {
  const today = civilDateOf(now);
  let soon = today;
  for (let day = 0; day < soonWorkingDays; day += 1) soon = nextWorkingDay(soon, calendar);
  return { now, today: endOfDay(today), soon: endOfDay(soon) };
}

/** `pressing`: the moment from which the work is late, as `pressingAt` gives it. */
export function standingOf(pressing: number, bounds: StandingBounds): Standing {
  if (pressing <= bounds.now) return 'overdue';
  if (pressing <= bounds.today) return 'due-today';
  if (pressing <= bounds.soon) return 'due-soon';
  if (pressing < STANDING_STILL) return 'on-time';
  return pressing === STANDING_STILL ? 'paused' : 'no-limit';
}

/** The key range of a standing: from the first instant through the last, both included. */
export function standingRange(
  standing: Standing,
  bounds: StandingBounds,
): { readonly from: number; readonly to: number } {
  switch (standing) {
    case 'overdue':
      return { from: 0, to: bounds.now };
    case 'due-today':
      return { from: bounds.now + 1, to: bounds.today };
    case 'due-soon':
      return { from: bounds.today + 1, to: bounds.soon };
    case 'on-time':
      return { from: bounds.soon + 1, to: STANDING_STILL - 1 };
    case 'paused':
      return { from: STANDING_STILL, to: STANDING_STILL };
    case 'no-limit':
      return { from: NEVER, to: NEVER };
  }
}

interface ClosedWork {
  readonly startLimit?: { readonly dueAt: number };
  readonly finishLimit?: { readonly dueAt: number };
  readonly startedAt?: number;
  readonly closedAt?: number;
}

/** Whether closed work kept every limit of its own; undefined where it had none or is not closed. */
export function keptItsLimits({ startLimit, finishLimit, startedAt, closedAt }: ClosedWork): boolean | undefined {
  if (closedAt === undefined) return undefined;
  const progress = { finishedAt: closedAt, ...(startedAt === undefined ? {} : { startedAt }) };
  const statuses = [
    ...(startLimit === undefined ? [] : [limitStatus({ kind: 'start' }, startLimit, progress, closedAt)]),
    ...(finishLimit === undefined ? [] : [limitStatus({ kind: 'finish' }, finishLimit, progress, closedAt)]),
  ];
  return statuses.length === 0 ? undefined : statuses.every((status) => status === 'kept');
}

/** Days that work has been open, counted in civil days of Asia/Shanghai; 0 on the first. */
export function daysOpen(openedAt: number, now: number): number {
  return dayNumber(civilDateOf(now)) - dayNumber(civilDateOf(openedAt));
}
