import type { NewEvent } from '../../domain/casework/event.ts';
import { decideMotion } from '../../domain/deliberation/decide.ts';
import type { DeliberationVerdict } from '../../domain/deliberation/decide.ts';
import type { DeliberationDecision } from '../../domain/deliberation/decisions.ts';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { TaskPlan } from '../change-task.ts';
import { answering } from '../deliberation/answering.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { decided } from './deciding.ts';
import type { Deciding } from './deciding.ts';

/** Judges a step of a motion; what it answers the case that asked goes out with the same write. */
export async function decideDeliberation(
  { policy, people, cases }: House,
  deciding: Deciding<DeliberationHead, DeliberationDecision>,
): Promise<TaskPlan | Declined> {
  const { head, task, decision, by, behalf, now } = deciding;
  const verdict = decideMotion(decision, {
    head,
    task,
    hasRulerLeft: await hasRulerLeft(people, head, civilDateOf(now)),
    deciders: [by.subject, ...(behalf.onBehalfOf === undefined ? [] : [behalf.onBehalfOf])],
    today: civilDateOf(now),
    mechanism: policy.mechanism,
    units: policy.unitsIn(countyOf(head.area) ?? head.area),
    mostRenewed: policy.setting('mechanism.renew'),
  });
  if (verdict.kind === 'refused') {
    return declined(verdict.code, verdict.text, verdict.pointer === undefined ? {} : { pointer: verdict.pointer });
  }
  const { paid } = verdict;
  return decided(deciding, verdict.outcome, verdict.event, {
    next: verdict.next,
    ...(paid === undefined ? {} : { events: [await paidEvent(cases, deciding, paid)] }),
    outbox: verdict.answer === undefined ? [] : answering(head, verdict.answer),
  });
}

/** As 临时救助 stands on the chain: for everybody of the household, once. */
async function paidEvent(
  cases: House['cases'],
  { head, by, behalf, now }: Deciding<DeliberationHead, DeliberationDecision>,
  { fen, on }: NonNullable<DeliberationVerdict['paid']>,
): Promise<NewEvent> {
  const persons = await cases.personsOf(head.householdId);
  const data = { persons: [...persons], fen, on, type: 'expenditure', by: 'coordination-mechanism' };
  return { type: 'relief-paid', at: now, actor: by.subject, ...behalf, data };
}

async function hasRulerLeft(people: House['people'], { ballot }: DeliberationHead, today: CivilDate): Promise<boolean> {
  const ruler = ballot?.seats.find(({ seat }) => seat === ballot.ruling?.ruler);
  const leftOn = ruler === undefined ? undefined : (await people.member(ruler.subject))?.leftOn;
  return leftOn !== undefined && leftOn <= today;
}
