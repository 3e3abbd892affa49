import type { CaseChanged } from '../../contracts/outcomes.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import { isAidedElsewhere } from '../../domain/termination/aid.ts';
import { hasChecked } from '../../domain/termination/head.ts';
import { reinstate } from '../../domain/termination/reinstate.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { personId } from '../../domain/values/ids.ts';
import { cancelledWork } from '../cancelled-work.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import { locksOf } from '../decide/termination.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { eventsOfPersons, knownFacts } from './aid-record.ts';
import { rechecksOf } from './recheck-of.ts';

/** 恢复救助: the chain goes on with its history, who was watched is watched no longer; the record of the end stays. */
export function reinstateAid(
  house: House,
  input: ChangeCaseInput & { readonly reason: string; readonly isError: boolean },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'termination', 'termination.reinstate', input, async (head) => {
    const { by, isError, reason } = input;
    if (head.recused.includes(by.subject)) return declined('recused', '您已备案为该家庭的近亲属,应当回避。');
    if (hasChecked(head, by.subject)) return declined('self-approval', '作出核查结论的人不能办理本案的恢复。');
    const now = house.time.now();
    const today = civilDateOf(now);
    const events = await eventsOfPersons(house.cases, head.aid.persons.map(personId));
    const isAided = head.aid.persons.some((person) => isAidedElsewhere(events, person, head.aid.caseId, today));
    const back = reinstate(head, isError, isAided, today);
    if (back.kind === 'refused') return declined(back.code, back.text);
    const { from, arrears } = back;
    const { aid } = head;
    const watched = await house.cases.poolEntriesOf(head.caseId);
    const { cancelled: _, ...work } = cancelledWork(await house.cases.tasks(head.caseId), now, by.subject);
    const record = (type: NewEvent['type'], data: NewEvent['data']): NewEvent => ({
      type,
      at: now,
      actor: by.subject,
      data,
    });
    return {
      next: {
        status: 'reinstated',
        closedOn: head.closedOn ?? today,
        reinstatement: { by: by.subject, on: today, from, isError },
      },
      events: [
        record('aid-reinstated', {
          of: aid.caseId,
          persons: [...aid.persons],
          from,
          isError,
          ...(arrears === undefined ? {} : { arrears: { ...arrears } }),
        }),
        ...(watched.length === 0
          ? []
          : [record('pool-left', { persons: watched.map(({ person }) => person), from, of: head.caseId })]),
      ],
      // A letter that is still to be delivered says what is no longer so.
      ...work,
      poolLeft: watched.map(({ caseId, memberId }) => ({ caseId, memberId })),
      rechecks: rechecksOf(house, head.area, aid, await knownFacts(house.cases, head), today),
      sealed: [{ name: 'reinstatement', content: { reason } }],
      ...(head.closedOn === undefined ? { releaseLocks: locksOf(head) } : {}),
    };
  });
}
