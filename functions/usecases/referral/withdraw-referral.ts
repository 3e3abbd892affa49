import type { CaseChanged } from '../../contracts/outcomes.ts';
import { act } from '../../domain/referral/act.ts';
import { withdrawnPart } from '../../domain/referral/conclude.ts';
import { isOpen } from '../../domain/referral/part.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { changeCase } from '../change-case.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import { actedChange } from './acted-change.ts';
import { actContext, refused } from './matrix.ts';

/** 撤回 by the family, of one part or of the whole; whatever was open is cancelled and its departments told. */
export function withdrawReferral(
  house: House,
  input: ChangeCaseInput & { readonly part?: string; readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'referral', 'referral.withdraw', input, async (head) => {
    if (head.closedOn !== undefined) {
      return declined('case-closed', '该转办已经办结或撤回,不能再撤回。', { more: { caseStatus: head.status } });
    }
    const now = house.time.now();
    const on = civilDateOf(now);
    const doer = { at: now, actor: input.by.subject };
    const sealed = [{ name: `withdrawal.${head.lastSeq + 1}`, content: { reason: input.reason } }];
    if (input.part !== undefined) {
      const acted = act(head.parts, { part: input.part, kind: 'withdraw' }, actContext(house, head.area, on));
      if (acted.kind === 'refused') return refused(acted);
      return {
        ...(await actedChange(house, head, acted.parts, [input.part, ...acted.withdrawn], doer)),
        sealed,
      };
    }
    const parts = head.parts.map((part) => (isOpen(part) ? withdrawnPart(part, on) : part));
    const change = await actedChange(house, head, parts, [], doer);
    return {
      ...change,
      next: { parts, status: 'withdrawn', closedOn: on },
      events: [
        {
          type: 'referral-withdrawn',
          ...doer,
          data: { cancelled: change.tasks.map((task) => (task.kind === 'change' ? task.from.taskId : '')) },
        },
      ],
      sealed,
    };
  });
}
