import type { TaskChanged } from '../contracts/outcomes.ts';
import { isDecisionOf } from '../domain/casework/decision.ts';
import type { TaskDecision } from '../domain/casework/decision.ts';
import { capacityOf } from './acting.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput, TaskPlan } from './change-task.ts';
import { decideAdjudication } from './decide/adjudication.ts';
import { decideAlert } from './decide/alert.ts';
import { decideApplication } from './decide/application.ts';
import type { Deciding } from './decide/deciding.ts';
import { decideDeliberation } from './decide/deliberation.ts';
import { decideReferral } from './decide/referral.ts';
import { decideRelief } from './decide/emergency-relief.ts';
import { decideTermination } from './decide/termination.ts';
import { decideVisit } from './decide/visit.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface DecideTaskInput extends ChangeTaskInput {
  readonly decision: TaskDecision;
}

/** 办理: the holder closes the task; decision, event and doorbell are one write. */
export function decideTask(house: House, input: DecideTaskInput): Promise<TaskChanged | Declined> {
  const { by, decision } = input;
  return changeTask(house, 'task.decide', input, async (head, task) => {
    if (decision.kind !== task.kind) return wrongDecision(task.kind, decision.kind);
    const capacity = await capacityOf(house, by, task);
    if (capacity.kind === 'none') return declined('not-holder', '请先领取该任务再办理。');
    const behalf = capacity.onBehalfOf === undefined ? {} : { onBehalfOf: capacity.onBehalfOf };
    return judge(house, { head, task, by, behalf, decision, now: house.time.now() });
  });
}

const wrongDecision = (wanted: string, found: string): Declined =>
  declined('wrong-decision', `该任务需要的办理内容是${wanted},收到的是${found}。`, { pointer: '/kind' });

async function judge(house: House, deciding: Deciding): Promise<TaskPlan | Declined> {
  const { head, decision, task } = deciding;
  switch (head.procedure) {
    case 'application':
      if (isDecisionOf('application', decision)) return decideApplication(house, { ...deciding, head, decision });
      break;
    case 'referral':
      if (isDecisionOf('referral', decision)) return decideReferral(house, { ...deciding, head, decision });
      break;
    case 'deliberation':
      if (isDecisionOf('deliberation', decision)) return decideDeliberation(house, { ...deciding, head, decision });
      break;
    case 'termination':
      if (isDecisionOf('termination', decision)) return decideTermination(house, { ...deciding, head, decision });
      break;
    case 'emergency-relief':
      if (isDecisionOf('emergency-relief', decision)) return decideRelief(house, { ...deciding, head, decision });
      break;
    case 'alert':
      if (isDecisionOf('alert', decision)) return decideAlert(house, { ...deciding, head, decision });
      break;
    case 'visit':
      if (isDecisionOf('visit', decision)) return decideVisit(house, { ...deciding, head, decision });
      break;
    case 'adjudication':
      if (isDecisionOf('adjudication', decision)) return decideAdjudication(house, { ...deciding, head, decision });
      break;
  }
  return wrongDecision(task.kind, decision.kind);
}
