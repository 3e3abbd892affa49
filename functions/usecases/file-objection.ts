import type { CaseChanged } from '../contracts/outcomes.ts';
import { withCircumstances } from '../domain/application/circumstances.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { noticeOpenTo, objectedNotice } from './objected-notice.ts';
import type { Objection } from './objected-notice.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 公示异议: ends the notice at once, extends the total, and starts the review. */
export function fileObjection(house: House, input: ChangeCaseInput & Objection): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'objection.file', input, async (head) => {
    const now = house.time.now();
    const notice = noticeOpenTo(await house.cases.tasks(head.caseId), 'public-notice', now);
    if (notice === undefined) return declined('no-notice-open', '该申请目前不在公示期内,不能登记公示异议。');
    const today = civilDateOf(now);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const { taskId } = notice;
    return {
      ...objectedNotice(notice, input, now, input.by.subject),
      next: { objected: true, ...withCircumstances(head, ['notice-objection'], clock, today) },
      events: [{ type: 'objection-received', at: now, actor: input.by.subject, data: { taskId } }],
    };
  });
}

/** 投诉举报: recorded from registration until the decision; from then on the confirming body must visit. */
export function fileComplaint(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application', 'complaint.file', input, async (head) => {
    if (head.status !== 'in-review' && head.status !== 'awaiting-documents') {
      return declined('case-closed', '该申请已经办结或撤回。', { more: { caseStatus: head.status } });
    }
    const now = house.time.now();
    return {
      next: { complaint: true },
      events: [{ type: 'complaint-received', at: now, actor: input.by.subject, data: {} }],
      sealed: [{ name: `complaint.${head.version}`, content: { reason: input.reason } }],
    };
  });
}
