import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { NEVER, STANDING_STILL } from '../application/pressing.ts';
import type { TaskRecord } from '../application/records.ts';
import { addDays, civilDateOf, endOfDay } from '../values/civil-date.ts';
import { limitStatus } from './limit-status.ts';
import { isWorkingDay } from './working-day.ts';

/** How open work stands, from the most pressing; `paused`: its time stands still, `no-limit`: nothing presses on it. */
export const standings = ['overdue', 'due-today', 'due-soon', 'on-time', 'paused', 'no-limit'] as const;
export type Standing = (typeof standings)[number];

/**
 * For each standing the last pressing instant (epoch ms, included) that still has it, in the order of the list; each
 * begins after the one before. Two may share a bound, and then the later one is empty.
 */
export type StandingBounds = Readonly<Record<Standing, number>>;

/** A day's last instant still belongs to it: work due at 24:00 today is due today. */
export const todayBoundary = (now: number): number => endOfDay(civilDateOf(now));

/** End of the `workingDays`-th working day after today. */
export function soonBoundary(now: number, calendar: WorkingCalendar, workingDays: number): number {
  let day = civilDateOf(now);
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return endOfDay(day);
}

/** Lists count by these key ranges, so that a count and a colour can never differ. */
export function standingBounds(
  now: number,
  calendar: WorkingCalendar,
  settings: { readonly dueSoonDays: number },
): StandingBounds {
  return {
    overdue: now,
    'due-today': todayBoundary(now),
    'due-soon': soonBoundary(now, calendar, settings.dueSoonDays),
    'on-time': STANDING_STILL - 1,
    paused: STANDING_STILL,
    'no-limit': NEVER,
  };
}

/** Inbox, sweep and supervision all ask here. `pressingAt` of the same name's function. */
export function standingOf(asked: {
  readonly pressingAt: number;
  readonly now: number;
  readonly calendar: WorkingCalendar;
  readonly settings: { readonly dueSoonDays: number };
}): Standing {
  return standingWithin(asked.pressingAt, standingBounds(asked.now, asked.calendar, asked.settings));
}

/** For many tasks at one instant. */
export const standingWithin = (pressingAt: number, bounds: StandingBounds): Standing =>
  standings.find((standing) => pressingAt <= bounds[standing]) ?? 'no-limit';

/** Whether closed work kept its own limits; undefined where it had none, or is not closed. */
export function settled(
  task: Pick<TaskRecord, 'startLimit' | 'finishLimit' | 'startedAt' | 'closedAt'>,
): 'on-time' | 'late' | undefined {
  const { startLimit, finishLimit, startedAt, closedAt } = task;
  if (closedAt === undefined || (startLimit === undefined && finishLimit === undefined)) return undefined;
  const progress = { finishedAt: closedAt, ...(startedAt === undefined ? {} : { startedAt }) };
  const isLate =
    (startLimit !== undefined && limitStatus({ kind: 'start' }, startLimit, progress, closedAt) === 'late') ||
    (finishLimit !== undefined && limitStatus({ kind: 'finish' }, finishLimit, progress, closedAt) === 'late');
  return isLate ? 'late' : 'on-time';
}
