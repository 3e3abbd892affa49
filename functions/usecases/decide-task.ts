import { householdFactsSchema } from '../contracts/facts.ts';
import type { TaskChanged } from '../contracts/outcomes.ts';
import { decideTask as judge } from '../domain/application/decide/decide-task.ts';
import type { DecisionContext } from '../domain/application/decide/verdict.ts';
import type { TaskDecision } from '../domain/application/decisions.ts';
import { exceptions } from '../domain/application/records.ts';
import type { CaseHead, TaskRecord } from '../domain/application/records.ts';
import { classify } from '../domain/classification/classify.ts';
import type { HouseholdFacts, MemberFacts } from '../domain/classification/facts.ts';
import type { Classification } from '../domain/classification/result.ts';
import { ageOn, civilDateOf } from '../domain/values/civil-date.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import { capacityOf } from './acting.ts';
import { beforeDecision, canBeTakenBack } from './take-back-task.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import { foundFacts } from './found-facts.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface DecideTaskInput extends ChangeTaskInput {
  readonly decision: TaskDecision;
}

/** 办理: the holder closes the task; decision, event, facts and doorbell are one write. */
export function decideTask(house: House, input: DecideTaskInput): Promise<TaskChanged | Declined> {
  const { by, decision } = input;
  return changeTask(house, 'task.decide', input, async (head, task) => {
    if (decision.kind !== task.kind) {
      return declined('wrong-decision', `该任务需要的办理内容是${task.kind},收到的是${decision.kind}。`, {
        pointer: '/kind',
      });
    }
    const capacity = await capacityOf(house, by, task);
    if (capacity.kind === 'none') return declined('not-holder', '请先领取该任务再办理。');
    const behalf = capacity.onBehalfOf === undefined ? {} : { onBehalfOf: capacity.onBehalfOf };
    const now = house.time.now();
    const facts = householdFactsSchema.parse(await house.cases.facts(head));
    const verdict = judge(decision, {
      ...contextOf(house, head, task, facts, input),
      ...behalf,
    });
    if (verdict.kind === 'refused') {
      return declined(verdict.code, verdict.text, verdict.pointer === undefined ? {} : { pointer: verdict.pointer });
    }
    const found = verdict.findings === undefined ? undefined : foundFacts(facts, verdict.findings);
    if (found !== undefined && found.kind !== 'facts') return found;
    const closesCase = task.kind === 'refusal-letter';
    return {
      to: { ...task, status: 'DECIDED', outcome: verdict.outcome, closedAt: now, closedBy: by.subject, ...behalf },
      change: {
        present: [by.subject],
        next: closesCase ? { ...verdict.next, closedOn: civilDateOf(now) } : verdict.next,
        events: [
          {
            type: verdict.event.type,
            at: now,
            actor: by.subject,
            ...behalf,
            data: { taskId: task.taskId, round: task.round, ...verdict.event.data },
          },
        ],
        outbox: [{ kind: 'ring', caseId: task.caseId, taskId: task.taskId }],
        sealed: [
          { name: `decision.${task.taskId}`, content: decision },
          ...(canBeTakenBack(task.kind) ? [beforeDecision(head, task, found === undefined ? undefined : facts)] : []),
        ],
        ...(found === undefined ? {} : { facts: found.facts }),
      },
    };
  });
}

function contextOf(
  house: House,
  head: CaseHead,
  task: TaskRecord,
  facts: HouseholdFacts,
  { by, decision }: DecideTaskInput,
): DecisionContext {
  const today = civilDateOf(house.time.now());
  const rules = house.policy.rules(today, head.area);
  const restsOnRules =
    decision.kind === 'confirmation' && (decision.outcome === 'confirm' || decision.outcome === 'refuse');
  const classifyNow = () => classify(facts, rules, today, exceptions(head));
  const classification = restsOnRules ? classifyNow() : undefined;
  return {
    head,
    task,
    by,
    today,
    rules,
    calendar: house.policy.calendar,
    memberIds: facts.members.map(({ memberId }) => memberId),
    isNeverPosted:
      (decision.kind === 'township-opinion' || restsOnRules) &&
      isNeverPosted(facts.members, () => classification ?? classifyNow(), today),
    ...(classification === undefined ? {} : { classification }),
  };
}

function isNeverPosted(members: readonly MemberFacts[], classification: () => Classification, on: CivilDate): boolean {
  const isMinor = ({ birthDate }: MemberFacts) => birthDate !== undefined && ageOn(birthDate, on) < 18;
  if (!members.some(isMinor)) return false;
  if (members.some((member) => member.relation === 'applicant' && isMinor(member))) return true;
  const covered = new Set<string>(classification().recommended.flatMap((determination) => determination.members));
  return covered.size > 0 && members.every((member) => !covered.has(member.memberId) || isMinor(member));
}
