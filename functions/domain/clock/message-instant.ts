import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { civilDateOf, startOfDay } from '../values/civil-date.ts';
import { isWorkingDay, nextWorkingDay } from './working-day.ts';

const HOUR_MS = 3_600_000;

/** Hours of the day (0–24) between which people are told things, on working days. */
export interface OfficeHours {
  readonly opens: number;
  readonly closes: number;
}

/** The first instant from `at` on at which a message to people may be sent. */
export function messageInstant(at: number, calendar: WorkingCalendar, { opens, closes }: OfficeHours): number {
  const day = civilDateOf(at);
  const isOpenDay = isWorkingDay(day, calendar);
  if (isOpenDay && at < startOfDay(day) + closes * HOUR_MS) return Math.max(at, startOfDay(day) + opens * HOUR_MS);
  return startOfDay(nextWorkingDay(day, calendar)) + opens * HOUR_MS;
}
