import type { AlertsClosed } from '../../contracts/alerts.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import { cancelledWork } from '../cancelled-work.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';

export interface CloseAlertsInput {
  readonly by: Principal;
  readonly alerts: readonly CaseId[];
  readonly reason: string;
}

/**
 * 批量办结: alerts in which there is nothing, with one reason for all. One that was found to be so already must come to
 * one of its four outcomes. Closed already is no problem: the request may be sent again.
 */
export async function closeAlerts(house: House, { by, alerts, reason }: CloseAlertsInput) {
  const view: AlertsClosed = { closed: [], problems: [] };
  for (const caseId of new Set(alerts)) {
    const problem = await closeAlert(house, by, caseId, reason);
    if (problem === undefined) view.closed.push(caseId);
    else view.problems.push({ caseId, reason: problem });
  }
  return { kind: 'alerts-closed' as const, view };
}

/** In words, why it could not be closed. */
async function closeAlert(house: House, by: Principal, caseId: CaseId, reason: string): Promise<string | undefined> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await house.cases.head(caseId);
    const may = head === undefined ? 'hidden' : house.authorize(by, 'alert.close', { area: head.area }).kind;
    if (head === undefined || may === 'hidden' || !isOf(head, 'alert')) return '没有找到该预警。';
    if (may === 'forbidden') return '您的岗位无权办结预警。';
    if (head.closedOn !== undefined) return head.outcome === 'unfounded' ? undefined : '该预警已经办结。';
    if (head.isFounded === true) return '该预警已核实属实,应当逐件处置,不能批量办结。';
    const now = house.time.now();
    const work = cancelledWork(await house.cases.tasks(caseId), now, by.subject);
    const committed = await house.cases.commit({
      head,
      next: { status: 'closed', outcome: 'unfounded', closedOn: civilDateOf(now) },
      events: [
        {
          type: 'alert-closed',
          at: now,
          actor: by.subject,
          data: { outcome: 'unfounded', inBulk: true, cancelled: [...work.cancelled] },
        },
      ],
      tasks: work.tasks.map((task) => (task.kind === 'open' ? task : { ...task, to: { ...task.to, settledAt: now } })),
      sealed: [{ name: 'closing', content: { reason } }],
    });
    if (committed.kind === 'committed') return undefined;
  }
  return '该预警正在被其他人办理,请稍后重试。';
}
