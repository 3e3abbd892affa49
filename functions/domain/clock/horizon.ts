import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { addMonths, civilDate, type CivilDate, parseCivilDate } from '../values/civil-date.ts';

/** Beyond the published calendar dates are provisional; further out than this they would be fiction. */
const PROVISIONAL_MONTHS = 24;

/** A day on which the clock can count: undefined for no real day, and for a year of which nothing can be known. */
export function countableDay(text: string, calendar: WorkingCalendar): CivilDate | undefined {
  const day = parseCivilDate(text);
  if (day === undefined || day < calendar.coveredFrom) return undefined;
  return day <= addMonths(civilDate(calendar.coveredThrough), PROVISIONAL_MONTHS) ? day : undefined;
}
