import { addDays, type CivilDate, compareDates } from '../values/civil-date.ts';
import { type DueInput, dueDate, pauseOn } from './due-date.ts';
import { isWorkingDay } from './working-day.ts';

export interface Budget {
  /** Total, in the limit's unit (days). */
  readonly total: number;
  /** Days used up to and including `asOf`; never more than the total. */
  readonly consumed: number;
  /** `consumed + remaining = total`, under any pauses. */
  readonly remaining: number;
  /** Days that stood still under a pause and would have counted. */
  readonly paused: number;
  /** Whether `asOf` itself is a day after the last one. */
  readonly expired: boolean;
}

/** Where a working-day or natural-day limit stands at the end of `asOf`. */
export function budgetOn(input: DueInput & { readonly asOf: CivilDate }): Budget {
  const { limit, from, calendar, pauses = [], asOf } = input;
  const total = input.extension?.amount ?? limit.amount;
  const last = dueDate(input).due;
  let consumed = 0;
  let paused = 0;
  for (let day = addDays(from, 1); day <= asOf && consumed < total; day = addDays(day, 1)) {
    if (limit.unit === 'working-day' && !isWorkingDay(day, calendar)) continue;
    if (pauseOn(day, pauses, asOf) === undefined) consumed += 1;
    else paused += 1;
  }
  return { total, consumed, remaining: total - consumed, paused, expired: compareDates(asOf, last) > 0 };
}
