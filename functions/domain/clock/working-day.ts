import type { CalendarDay, WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { addDays, type CivilDate, dayNumber, fromDayNumber, weekday } from '../values/civil-date.ts';

export type DayKind = 'working' | 'make-up' | 'weekend' | 'holiday';

export interface DayInCalendar {
  readonly kind: DayKind;
  /** Of holidays and make-up days: the festival's Chinese name. */
  readonly name?: string;
  /** The holiday notice of that year is not loaded: a plain Monday-to-Friday guess. */
  readonly unpublished: boolean;
}

export function dayInCalendar(date: CivilDate, calendar: WorkingCalendar): DayInCalendar {
  const unpublished = date < calendar.coveredFrom || date > calendar.coveredThrough;
  const special: CalendarDay | undefined = calendar.days[date];
  if (special !== undefined)
    return { kind: special.kind === 'holiday' ? 'holiday' : 'make-up', name: special.name, unpublished };
  return { kind: weekday(date) <= 5 ? 'working' : 'weekend', unpublished };
}

export function isWorkingDay(date: CivilDate, calendar: WorkingCalendar): boolean {
  const { kind } = dayInCalendar(date, calendar);
  return kind === 'working' || kind === 'make-up';
}

/** The first working day after `date`. */
export function nextWorkingDay(date: CivilDate, calendar: WorkingCalendar): CivilDate {
  let day = addDays(date, 1);
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

/** Working days in (`after`, `through`]; 0 where `through` is not later. */
export function workingDaysBetween(after: CivilDate, through: CivilDate, calendar: WorkingCalendar): number {
  let count = 0;
  for (let number = dayNumber(after) + 1; number <= dayNumber(through); number += 1)
    if (isWorkingDay(fromDayNumber(number), calendar)) count += 1;
  return count;
}
