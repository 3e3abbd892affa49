import type { CaseChanged } from '../../contracts/outcomes.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { cancelledWork } from '../cancelled-work.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { reliefLocks } from './relief-for.ts';

/** 撤回 by the family. What was paid stays paid, and its papers are still owed. */
export function withdrawRelief(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'emergency-relief', 'relief.withdraw', input, async (head) => {
    if (head.closedOn !== undefined) {
      return declined('case-closed', '该临时救助已经办结或者撤回。', { more: { caseStatus: head.status } });
    }
    if (head.paid !== undefined) return declined('relief-paid', '救助已经发放,不能撤回,请补齐手续。');
    const now = house.time.now();
    const { cancelled, ...work } = cancelledWork(await house.cases.tasks(head.caseId), now, input.by.subject);
    return {
      ...work,
      next: { status: 'withdrawn', closedOn: civilDateOf(now) },
      events: [{ type: 'relief-withdrawn', at: now, actor: input.by.subject, data: { cancelled: [...cancelled] } }],
      sealed: [{ name: 'withdrawal', content: { reason: input.reason } }],
      releaseLocks: reliefLocks(head),
    };
  });
}
