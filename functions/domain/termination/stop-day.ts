import { addMonths, civilDate } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** First day without pay: the first of the month after the decision (民发〔2021〕43号; 民发〔2021〕57号). */
export const firstUnpaidDay = (decidedOn: CivilDate): CivilDate =>
  addMonths(civilDate(`${decidedOn.slice(0, 8)}01`), 1);

/** Months that end with `until`, which is the first day without pay. */
export interface TaperSpan {
  readonly from: CivilDate;
  readonly until: CivilDate;
}

/** 渐退期: whole months, from the one after the finding (民发〔2021〕57号 art 33). */
export function taperSpan(foundOn: CivilDate, months: number): TaperSpan {
  const from = firstUnpaidDay(foundOn);
  return { from, until: addMonths(from, months) };
}
