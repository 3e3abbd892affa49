import type { CaseChanged } from '../contracts/outcomes.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { cancelledWork } from './cancelled-work.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import { applicationLocks } from './family-of.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 撤回: cancels every open task in the same write, so nobody is reminded of work that is gone. */
export function withdrawApplication(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'application.withdraw', input, async (head) => {
    if (head.status !== 'in-review' && head.status !== 'awaiting-documents') {
      return declined('case-closed', '该申请已经办结或撤回,不能再撤回。', { more: { caseStatus: head.status } });
    }
    const now = house.time.now();
    const { cancelled, ...work } = cancelledWork(await house.cases.tasks(head.caseId), now, input.by.subject);
    return {
      ...work,
      next: { status: 'withdrawn', closedOn: civilDateOf(now) },
      events: [{ type: 'withdrawn', at: now, actor: input.by.subject, data: { cancelled: [...cancelled] } }],
      sealed: [{ name: 'withdrawal', content: { reason: input.reason } }],
      releaseLocks: await applicationLocks(house.cases, head),
    };
  });
}
