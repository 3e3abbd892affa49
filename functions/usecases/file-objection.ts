import type { CaseChanged } from '../contracts/outcomes.ts';
import { withCircumstances } from '../domain/application/circumstances.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 公示异议: ends the notice at once, extends the total, and starts the review. */
export function fileObjection(
  house: House,
  input: ChangeCaseInput & { readonly objector?: string; readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'objection.file', input, async (head) => {
    const tasks = await house.cases.tasks(head.caseId);
    const notice = tasks.find((task) => task.kind === 'public-notice' && task.status === 'OPEN');
    if (notice === undefined) return declined('no-notice-open', '该申请目前不在公示期内,不能登记公示异议。');
    const now = house.time.now();
    const today = civilDateOf(now);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const { taskId, caseId } = notice;
    return {
      next: { objected: true, ...withCircumstances(head, ['notice-objection'], clock, today) },
      events: [{ type: 'objection-received', at: now, actor: input.by.subject, data: { taskId } }],
      tasks: [
        {
          kind: 'change',
          from: notice,
          to: {
            ...notice,
            version: notice.version + 1,
            status: 'DECIDED',
            outcome: 'objected',
            closedAt: now,
            closedBy: input.by.subject,
          },
        },
      ],
      outbox: [{ kind: 'ring', caseId, taskId }],
      notices: { takeDown: { noticeId: taskId } },
      sealed: [{ name: `objection.${taskId}`, content: { objector: input.objector, reason: input.reason } }],
    };
  });
}

/** 投诉举报: recorded whenever it comes; from then on the confirming body must visit. */
export function fileComplaint(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'complaint.file', input, async (head) => {
    if (head.status !== 'in-review')
      return declined('case-closed', '该申请不在审核中。', { more: { caseStatus: head.status } });
    const now = house.time.now();
    return {
      next: { complaint: true },
      events: [{ type: 'complaint-received', at: now, actor: input.by.subject, data: {} }],
      sealed: [{ name: `complaint.${head.version}`, content: { reason: input.reason } }],
    };
  });
}
