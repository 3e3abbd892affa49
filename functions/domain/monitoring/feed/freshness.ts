import type { Feed } from '../../../../policy/feeds/schema.ts';
import { addDays, addMonths, civilDate, daysBetween } from '../../values/civil-date.ts';
import type { CivilDate } from '../../values/civil-date.ts';

export type Freshness =
  /** The period that comes next has not ended yet. */
  | { readonly kind: 'fresh'; readonly dueOn: CivilDate }
  /** It has ended, and there is time until `dueOn`. */
  | { readonly kind: 'due'; readonly dueOn: CivilDate }
  | { readonly kind: 'late'; readonly dueOn: CivilDate; readonly days: number };

const MONTHS = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 } as const;

/** Last day of the calendar period in which a day lies. */
function periodEnd(period: Feed['period'], day: CivilDate): CivilDate {
  const months = MONTHS[period];
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % months);
  const start = civilDate(`${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`);
  return addDays(addMonths(start, months), -1);
}

/**
 * Whether a feed is behind. Data that speak of any day of a period are that period's; the next period's must be there
 * `graceDays` natural days after its end. Of what never came the period that ended last is awaited.
 */
export function freshnessOf(
  { period, graceDays }: Pick<Feed, 'period' | 'graceDays'>,
  lastGoodOn: CivilDate | undefined,
  today: CivilDate,
): Freshness {
  const covered = lastGoodOn ?? addMonths(addDays(periodEnd(period, today), 1), -3 * MONTHS[period]);
  const end = periodEnd(period, addDays(periodEnd(period, covered), 1));
  const dueOn = addDays(end, graceDays);
  if (today <= end) return { kind: 'fresh', dueOn };
  return today <= dueOn ? { kind: 'due', dueOn } : { kind: 'late', dueOn, days: daysBetween(dueOn, today) };
}
