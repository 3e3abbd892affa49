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

/** The period before the one that ends on that day. */
const endBefore = (period: Feed['period'], end: CivilDate): CivilDate =>
  addDays(addMonths(addDays(end, 1), -MONTHS[period]), -1);

/**
 * Last day of the newest period for which data of that day stand: they may speak of as many days before its end as they may
 * come after it. What is delivered on the third of a month without a day is then the month before's.
 */
function coveredBy({ period, graceDays }: Schedule, day: CivilDate): CivilDate {
  const end = periodEnd(period, day);
  return day >= addDays(end, -graceDays) ? end : endBefore(period, end);
}

type Schedule = Pick<Feed, 'period' | 'graceDays'>;

/**
 * Whether a feed is behind. The period after the one that is covered must be there `graceDays` natural days after its end.
 * Of what never came the period that ended last is awaited.
 */
export function freshnessOf(feed: Schedule, lastGoodOn: CivilDate | undefined, today: CivilDate): Freshness {
  const { period, graceDays } = feed;
  const ended = endBefore(period, periodEnd(period, today));
  const covered = lastGoodOn === undefined ? endBefore(period, ended) : coveredBy(feed, lastGoodOn);
  const end = periodEnd(period, addDays(covered, 1));
  const dueOn = addDays(end, graceDays);
  if (today <= end) return { kind: 'fresh', dueOn };
  return today <= dueOn ? { kind: 'due', dueOn } : { kind: 'late', dueOn, days: daysBetween(dueOn, today) };
}
