import type { IndicatorPeriod } from '../../../policy/indicators/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** '2026-11', '2026-q4' or '2026': within it, the same person is reported once. */
export function periodOf(period: IndicatorPeriod, on: CivilDate): string {
  const year = on.slice(0, 4);
  switch (period) {
    case 'month':
      return on.slice(0, 7);
    case 'quarter':
      return `${year}-q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
    case 'year':
      return year;
  }
}
