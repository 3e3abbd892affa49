import { householdFactsSchema } from '../../contracts/facts.ts';
import { decideTask as judge } from '../../domain/application/decide/decide-task.ts';
import type { DecisionContext } from '../../domain/application/decide/verdict.ts';
import type { ApplicationDecision } from '../../domain/application/decisions.ts';
import { exceptions } from '../../domain/application/head.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { classify } from '../../domain/classification/classify.ts';
import type { HouseholdFacts, MemberFacts } from '../../domain/classification/facts.ts';
import type { Classification } from '../../domain/classification/result.ts';
import { ageOn, civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { TaskPlan } from '../change-task.ts';
import { foundFacts } from '../found-facts.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { beforeDecision, canBeTakenBack } from '../take-back-task.ts';
import { decided } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Judges a step of an application; decision, event, facts and doorbell are one write. */
export async function decideApplication(
  house: House,
  deciding: Deciding<ApplicationHead, ApplicationDecision>,
): Promise<TaskPlan | Declined> {
  const { head, task, decision, behalf, now } = deciding;
  const facts = householdFactsSchema.parse(await house.cases.facts(head));
  const verdict = judge(decision, { ...contextOf(house, head, task, facts, deciding), ...behalf });
  if (verdict.kind === 'refused') {
    return declined(verdict.code, verdict.text, verdict.pointer === undefined ? {} : { pointer: verdict.pointer });
  }
  const found = verdict.findings === undefined ? undefined : foundFacts(facts, verdict.findings);
  if (found !== undefined && found.kind !== 'facts') return found;
  const closesCase = task.kind === 'refusal-letter';
  return decided(deciding, verdict.outcome, verdict.event, {
    next: closesCase ? { ...verdict.next, closedOn: civilDateOf(now) } : verdict.next,
    sealed: canBeTakenBack(task.kind) ? [beforeDecision(head, task, found === undefined ? undefined : facts)] : [],
    ...(found === undefined ? {} : { facts: found.facts }),
  });
}

function contextOf(
  house: House,
  head: ApplicationHead,
  task: TaskRecord,
  facts: HouseholdFacts,
  { by, decision }: Pick<Deciding<ApplicationHead, ApplicationDecision>, 'by' | 'decision'>,
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
