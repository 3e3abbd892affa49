import type * as z from 'zod';
import type { visitHoursSchema } from '../../contracts/visits.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { CaseId, UnitId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { instantsOf, periodOf, unwatchable } from '../read-supervision.ts';
import type { Period } from '../read-supervision.ts';
import { hoursBetween } from './record-visit.ts';

export interface VisitHoursInput extends Period {
  readonly by: Principal;
  /** Default: the person's own unit. */
  readonly unit?: UnitId;
}

const PAGE = 200;

/** 发现到启动时长: of the visits that were concluded in the period, how long it took from the first sign to the application. */
export async function readVisitHours(house: House, input: VisitHoursInput) {
  const { by, unit = by.unit } = input;
  const bar = unwatchable(house, by, unit);
  if (bar !== undefined) return bar;
  const period = periodOf(house, input);
  if ('kind' in period) return period;
  const hours: { readonly caseId: CaseId; readonly hours: number }[] = [];
  let concluded = 0;
  for (const one of house.policy.unitsUnder(unit)) {
    let after: string | undefined;
    do {
      const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const closed = await house.worklists.closed(one, instantsOf(period), page);
      for (const task of closed.items) {
        if (task.kind !== 'household-visit') continue;
        concluded += 1;
        const head = await house.cases.head(task.caseId);
        if (head === undefined || !isOf(head, 'visit') || head.startedAt === undefined) continue;
        hours.push({ caseId: head.caseId, hours: hoursBetween(head.discoveredAt, head.startedAt) });
      }
      after = closed.next;
    } while (after !== undefined);
  }
  hours.sort((a, b) => b.hours - a.hours);
  const view: z.output<typeof visitHoursSchema> = {
    unit,
    from: period.from,
    until: period.until,
    concluded,
    started: hours.length,
    medianHours: median(hours.map((one) => one.hours)),
    longest: hours.slice(0, LONGEST),
  };
  return { kind: 'visit-hours' as const, view };
}

/** As many as a supervisor asks about. */
const LONGEST = 10;

/** Of hours in order; null of none. */
function median(hours: readonly number[]): number | null {
  const middle = Math.floor(hours.length / 2);
  const [low, high] = [hours[middle - (hours.length % 2 === 0 ? 1 : 0)], hours[middle]];
  return low === undefined || high === undefined ? null : Math.round((low + high) * 5) / 10;
}
