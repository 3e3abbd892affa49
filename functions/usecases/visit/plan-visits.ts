import type { VisitsPlanned } from '../../contracts/visits.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { declined } from '../outcome.ts';
import { visibleHeadOf } from '../visible-head.ts';

export interface PlanVisitsInput {
  readonly by: Principal;
  readonly visits: readonly CaseId[];
  readonly worker: string;
  readonly on: CivilDate;
}

/** Who goes where, and when. May be planned anew as often as one likes; the limits stay. */
export async function planVisits(house: House, { by, visits, worker, on }: PlanVisitsInput) {
  if (on < civilDateOf(house.time.now())) {
    return declined('date-in-past', '走访日期不能早于今天。', { pointer: '/on' });
  }
  const view: VisitsPlanned = { planned: [], problems: [] };
  for (const caseId of new Set(visits)) {
    const reason = await planVisit(house, by, caseId, { worker, on });
    if (reason === undefined) view.planned.push(caseId);
    else view.problems.push({ caseId, reason });
  }
  return { kind: 'visits-planned' as const, view };
}

/** In words, why it could not be planned. */
async function planVisit(
  house: House,
  by: Principal,
  caseId: CaseId,
  plan: { readonly worker: string; readonly on: CivilDate },
): Promise<string | undefined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const found = await visibleHeadOf(house, 'visit', 'visit.plan', { by, caseId });
    if (found.kind === 'forbidden') return '您的岗位无权安排走访。';
    if (found.kind !== 'visible') return '没有找到该走访。';
    const { head } = found;
    if (head.closedOn !== undefined) return '该走访已经办结。';
    if (head.plan?.worker === plan.worker && head.plan.on === plan.on) return undefined;
    const committed = await house.cases.commit({
      head,
      next: { plan },
      events: [{ type: 'visit-planned', at: house.time.now(), actor: by.subject, data: { on: plan.on } }],
    });
    if (committed.kind === 'committed') return undefined;
  }
  return '该走访正在被其他人办理,请稍后重试。';
}
