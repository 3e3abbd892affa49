import { isOf } from '../../domain/casework/head.ts';
import type { OutboxMessage } from '../../domain/casework/message.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId } from '../../domain/values/ids.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { VisitDecision } from '../../domain/visit/decisions.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { TaskPlan } from '../change-task.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { decided, withoutMachine } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Concludes a visit: each alert that it looked into is verified by what was found, through the outbox, once. */
export async function decideVisit(
  house: House,
  deciding: Deciding<VisitHead, VisitDecision>,
): Promise<TaskPlan | Declined> {
  const { head, decision, now } = deciding;
  if (head.marks.length === 0) return declined('no-visit-recorded', '尚无走访记录,不能办结。');
  const given = decision.alerts.map(({ alert }) => alert);
  const missing = head.alerts.filter((alert) => !given.includes(alert));
  const strange = given.findIndex((alert, index) => !head.alerts.includes(alert) || given.indexOf(alert) < index);
  if (missing.length > 0 || strange >= 0) {
    return declined(
      'findings-incomplete',
      `应当对走访涉及的每条预警逐一填写核实结论${missing.length === 0 ? '' : `,缺少:${missing.join('、')}`}。`,
      { pointer: strange >= 0 ? `/alerts/${strange}` : '/alerts' },
    );
  }
  const data = {
    alerts: decision.alerts.map(({ alert, isFounded }) => ({ alert, isFounded })),
    ...(head.finding === undefined ? {} : { finding: head.finding }),
  };
  return withoutMachine(
    deciding,
    decided(
      deciding,
      head.finding ?? 'not-met',
      { type: 'visit-concluded', data },
      {
        next: { status: 'closed', closedOn: civilDateOf(now) },
        outbox: await answersTo(house, head.caseId, decision),
      },
    ),
  );
}

/** What the visit found says the rest: an alert that was verified or closed in between needs no answer. */
async function answersTo(house: House, from: CaseId, { alerts }: VisitDecision): Promise<readonly OutboxMessage[]> {
  const answers: OutboxMessage[] = [];
  for (const { alert, isFounded } of alerts) {
    const head = await house.cases.head(alert);
    if (head === undefined || !isOf(head, 'alert') || head.stage !== 'VerifyAlert') continue;
    answers.push({
      kind: 'answer',
      caseId: from,
      taskId: taskId(taskIdOf(head, 'alert-verification', head.round)),
      outcome: isFounded ? 'founded' : 'unfounded',
    });
  }
  return answers;
}
