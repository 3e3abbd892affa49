import { isOf } from '../../functions/domain/casework/head.ts';
import { workingDaysBetween } from '../../functions/domain/clock/working-day.ts';
import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { CaseId, UnitId } from '../../functions/domain/values/ids.ts';
import type { City } from './city.ts';
import { cityMonths, quantile, unitReport } from './report.ts';
import type { Report, UnitReport } from './report.ts';
import { addMonths } from './tally.ts';
import type { Tally } from './tally.ts';

/** Every unit's months, and the city's as their sum. */
export function figuresOf(
  city: City,
  tally: Tally,
  units: readonly UnitId[],
  days: readonly CivilDate[],
): Pick<Report, 'totals' | 'months' | 'units'> {
  const months = [...new Set(days.map((day) => day.slice(0, 7)))];
  const reports: readonly UnitReport[] = units.map((unit) =>
    unitReport(
      unit,
      city.policy.unitName(unit) ?? unit,
      months.map((month) => ({ month, figures: tally.of(unit, month) })),
    ),
  );
  const whole = cityMonths(reports, months);
  return { totals: addMonths(whole.map(({ figures }) => figures)), months: whole, units: reports };
}

/** What became of the applications, read from their heads. */
export async function applicationsOf(city: City, cases: readonly CaseId[]): Promise<Report['applications']> {
  const { house } = city.home;
  const counts = { granted: 0, refused: 0, withdrawn: 0, underReview: 0, afterTotal: 0 };
  const lengths: number[] = [];
  for (const caseId of cases) {
    const head = await house.cases.head(caseId);
    if (head === undefined || !isOf(head, 'application')) throw new Error(`application ${caseId} is gone`);
    if (head.totalOverdueAt !== undefined) counts.afterTotal += 1;
    switch (head.status) {
      case 'granted':
      case 'refused':
        counts[head.status] += 1;
        break;
      case 'withdrawn':
        counts.withdrawn += 1;
        break;
      case 'in-review':
      case 'awaiting-documents':
        counts.underReview += 1;
        break;
    }
    const { acceptedOn, confirmation } = head;
    if (acceptedOn !== undefined && confirmation !== undefined) {
      lengths.push(workingDaysBetween(acceptedOn, confirmation.on, house.policy.calendar));
    }
  }
  lengths.sort((a, b) => a - b);
  const workingDays = { median: quantile(lengths, 0.5), p90: quantile(lengths, 0.9), longest: lengths.at(-1) ?? 0 };
  return { registered: cases.length, ...counts, workingDays };
}
