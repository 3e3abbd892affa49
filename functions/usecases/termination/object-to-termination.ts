import type { CaseChanged } from '../../contracts/outcomes.ts';
import { isObjectionInTime } from '../../domain/notice/notice-window.ts';
import type { ChangeCaseInput } from '../change-case.ts';
import { changeCase } from '../change-case.ts';
import type { House } from '../house.ts';
import { declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';

/** 终止公示异议: ends the notice at once and starts the review (特困人员认定办法). */
export function objectToTermination(
  house: House,
  input: ChangeCaseInput & { readonly objector?: string; readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'termination', 'termination.object', input, async (head) => {
    const now = house.time.now();
    const notice = (await house.cases.tasks(head.caseId)).find(
      ({ kind, status }) => kind === 'termination-notice' && status === 'OPEN',
    );
    const limit = notice?.finishLimit;
    // The sweep ends a notice some time after its last day; what comes in between is too late already.
    if (
      notice === undefined ||
      (limit !== undefined && !isObjectionInTime({ postedOn: limit.from, closesAt: limit.dueAt }, now))
    ) {
      return declined('no-notice-open', '该案目前不在终止公示期内,不能登记异议。');
    }
    const { taskId, caseId } = notice;
    return {
      next: {},
      events: [{ type: 'termination-objected', at: now, actor: input.by.subject, data: { taskId } }],
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
