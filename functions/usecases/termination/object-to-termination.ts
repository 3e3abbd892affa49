import type { CaseChanged } from '../../contracts/outcomes.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import { changeCase } from '../change-case.ts';
import type { House } from '../house.ts';
import { noticeOpenTo, objectedNotice } from '../objected-notice.ts';
import type { Objection } from '../objected-notice.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

/** 终止公示异议: ends the notice at once and starts the review (特困人员认定办法). */
export function objectToTermination(house: House, input: ChangeCaseInput & Objection): Promise<CaseChanged | Declined> {
  return changeCase(house, 'termination', 'termination.object', input, async (head) => {
    const now = house.time.now();
    const notice = noticeOpenTo(await house.cases.tasks(head.caseId), 'termination-notice', now);
    if (notice === undefined) return declined('no-notice-open', '该案目前不在终止公示期内,不能登记异议。');
    return {
      ...objectedNotice(notice, input, now, input.by.subject),
      next: {},
      events: [{ type: 'termination-objected', at: now, actor: input.by.subject, data: { taskId: notice.taskId } }],
    };
  });
}
