import type * as z from 'zod';
import type { visitListSchema } from '../../contracts/visits.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { AreaCode } from '../../domain/values/area-code.ts';
import type { House } from '../house.ts';
import { barred, declined } from '../outcome.ts';
import { visitLine } from './visit-line.ts';

export interface ListVisitsInput {
  readonly by: Principal;
  readonly area: AreaCode;
  readonly village?: string;
  readonly worker?: string;
  readonly limit: number;
  readonly after?: string;
}

/** Work of the unit looked through for one page: among other work, visits may be few. */
const MOST_LOOKED_AT = 1000;

/** Open visits of a township, the nearest limit first; by village and by who goes. */
export async function listVisits(house: House, { by, area, village, worker, limit, after }: ListVisitsInput) {
  if (!house.policy.isTownship(area)) {
    return declined('unknown-area', '走访清单按乡镇(街道)编制,请填写乡镇(街道)的区划代码。', {
      pointer: '#query/area',
    });
  }
  const bar = barred(house.authorize(by, 'visit.read', { area }));
  if (bar !== undefined) return bar;
  const unit = house.policy.townshipUnit(area);
  const items: z.output<typeof visitListSchema>['items'] = [];
  let next = after;
  let looked = 0;
  do {
    const page = await house.cases.openTasksOf(unit, { limit: 50, ...(next === undefined ? {} : { after: next }) });
    for (const task of page.items) {
      if (task.kind !== 'household-visit' || task.area !== area) continue;
      const head = await house.cases.head(task.caseId);
      if (head === undefined || !isOf(head, 'visit')) continue;
      if (village !== undefined && head.village !== village) continue;
      if (worker !== undefined && head.plan?.worker !== worker) continue;
      items.push(visitLine(house, head, task));
    }
    looked += page.items.length;
    next = page.next;
  } while (next !== undefined && items.length < limit && looked < MOST_LOOKED_AT);
  return { kind: 'visits' as const, view: { items, next: next ?? null } };
}
