import type { CaseChanged } from '../contracts/outcomes.ts';
import { withCircumstances } from '../domain/application/circumstances.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { isObjectionInTime } from '../domain/notice/notice-window.ts';
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
  return changeCase(house, 'application', 'objection.file', input, async (head) => {
    const tasks = await house.cases.tasks(head.caseId);
    const now = house.time.now();
    const notice = tasks.find((task) => task.kind === 'public-notice' && task.status === 'OPEN');
    // The sweep ends a notice some time after its last day; what comes in between is too late already.
    if (notice === undefined || !isInTime(notice, now)) {
      return declined('no-notice-open', '该申请目前不在公示期内,不能登记公示异议。');
    }
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

function isInTime({ finishLimit }: TaskRecord, now: number): boolean {
  return (
    finishLimit === undefined || isObjectionInTime({ postedOn: finishLimit.from, closesAt: finishLimit.dueAt }, now)
  );
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
