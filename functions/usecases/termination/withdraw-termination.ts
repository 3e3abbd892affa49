import type { CaseChanged } from '../../contracts/outcomes.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { cancelledWork } from '../cancelled-work.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import { locksOf } from '../decide/termination.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

/** 撤回: a family that reported or asked to leave takes it back, until the aid has been touched. */
export function withdrawTermination(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'termination', 'termination.withdraw', input, async (head) => {
    if (head.status !== 'in-progress') {
      return declined('case-closed', '该案已经办结或者已作出决定,不能再撤回。', { more: { caseStatus: head.status } });
    }
    const now = house.time.now();
    const { triggers } = house.policy.rules(civilDateOf(now), head.area).termination;
    if (triggers.find(({ id }) => id === head.trigger)?.byFamily !== true) {
      return declined('not-the-familys', '该案不是由家庭发起的,不能由家庭撤回。');
    }
    const { cancelled, ...work } = cancelledWork(await house.cases.tasks(head.caseId), now, input.by.subject);
    return {
      ...work,
      next: { status: 'withdrawn', closedOn: civilDateOf(now) },
      events: [
        { type: 'termination-withdrawn', at: now, actor: input.by.subject, data: { cancelled: [...cancelled] } },
      ],
      sealed: [{ name: 'withdrawal', content: { reason: input.reason } }],
      releaseLocks: locksOf(head),
    };
  });
}
