import type { TerminationDecision } from '../../domain/termination/decisions.ts';
import { decideTermination as judge } from '../../domain/termination/decide/decide.ts';
import type { TerminationContext } from '../../domain/termination/decide/verdict.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { factsWithout } from '../../domain/termination/remaining.ts';
import { classify } from '../../domain/classification/classify.ts';
import type { HouseholdFacts, MemberFacts } from '../../domain/classification/facts.ts';
import { ageOn, civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { personId } from '../../domain/values/ids.ts';
import type { MemberId } from '../../domain/values/ids.ts';
import type { Lock } from '../../ports/cases.ts';
import type { TaskPlan } from '../change-task.ts';
import { foundFacts } from '../found-facts.ts';
import type { House } from '../house.ts';
import { knownFacts } from '../termination/aid-record.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { rechecksOf } from '../termination/recheck-of.ts';
import { decided } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Judges a step of a termination. Nothing that a person decides here touches aid: that is done by the procedure's own doors. */
export async function decideTermination(
  house: House,
  deciding: Deciding<TerminationHead, TerminationDecision>,
): Promise<TaskPlan | Declined> {
  const { head, decision } = deciding;
  const known = await knownFacts(house.cases, head);
  const found = 'findings' in decision ? foundFacts(known, decision.findings) : undefined;
  if (found !== undefined && found.kind !== 'facts') return found;
  const facts = found?.facts ?? known;
  const verdict = judge(decision, contextOf(house, deciding, facts));
  if (verdict.kind === 'refused') {
    return declined(verdict.code, verdict.text, verdict.pointer === undefined ? {} : { pointer: verdict.pointer });
  }
  return decided(deciding, verdict.outcome, verdict.event, {
    next: verdict.next,
    ...(found === undefined ? {} : { facts }),
    ...(verdict.next.closedOn === undefined ? {} : { releaseLocks: locksOf(head) }),
    ...(verdict.next.status === 'kept'
      ? { rechecks: rechecksOf(house, head.area, head.aid, facts, civilDateOf(deciding.now)) }
      : {}),
  });
}

/** One look at a person's aid at a time. */
export const locksOf = ({ aid }: Pick<TerminationHead, 'aid'>): readonly Lock[] =>
  aid.persons.map((person) => ({ person: personId(person), purpose: 'termination' }));

function contextOf(
  house: House,
  { head, task, by, behalf, decision, now }: Deciding<TerminationHead, TerminationDecision>,
  facts: HouseholdFacts,
): TerminationContext {
  const today = civilDateOf(now);
  const rules = house.policy.rules(today, head.area);
  const judged = factsWithout(facts, leavingBy(decision, head));
  return {
    head,
    round: task.round,
    by,
    ...behalf,
    today,
    rules,
    calendar: house.policy.calendar,
    mostTaperMonths: house.policy.setting('taper.months'),
    isNeverPosted: isAboutMinors(facts.members, head.aid.members, today),
    ...(judged === undefined ? {} : { classification: classify(judged, rules, today) }),
  };
}

/** Of whom the rules are not asked: the dead, and who leaves while the others stay. */
function leavingBy(decision: TerminationDecision, { check }: TerminationHead): readonly MemberId[] {
  if (decision.kind === 'termination-check') {
    const { deceased = [], leaving = [] } = decision;
    return decision.outcome === 'amount-changes' ? [...deceased, ...leaving] : deceased;
  }
  const deceased = check?.deceased ?? [];
  return decision.kind === 'change-confirmation' ? [...deceased, ...(check?.leaving ?? [])] : deceased;
}

/** The applicant, or everybody whose aid it is, is a minor. */
export function isAboutMinors(members: readonly MemberFacts[], covered: readonly MemberId[], on: CivilDate): boolean {
  const isMinor = ({ birthDate }: MemberFacts) => birthDate !== undefined && ageOn(birthDate, on) < 18;
  const theirs = members.filter(({ memberId }) => covered.includes(memberId));
  return (
    members.some((member) => member.relation === 'applicant' && isMinor(member)) ||
    (theirs.length > 0 && theirs.every(isMinor))
  );
}
