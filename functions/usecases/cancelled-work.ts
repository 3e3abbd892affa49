import type { TaskRecord } from '../domain/casework/task.ts';
import { isHangingNotice } from '../domain/casework/hanging-notice.ts';
import type { CaseChange } from '../ports/cases.ts';

type Cancelled = Required<Pick<CaseChange, 'tasks' | 'outbox'>> & Pick<CaseChange, 'notices'>;

/** Closes whatever of these tasks stands open, so that nobody is reminded of work that is gone; a notice comes down with it. */
export function cancelledWork(
  tasks: readonly TaskRecord[],
  at: number,
  by: string,
): Cancelled & { readonly cancelled: readonly string[] } {
  const open = tasks.filter(({ status }) => status === 'OPEN');
  const posted = open.find(({ kind }) => isHangingNotice(kind));
  return {
    cancelled: open.map(({ taskId }) => taskId),
    tasks: open.map((task) => ({
      kind: 'change',
      from: task,
      to: { ...task, version: task.version + 1, status: 'CANCELLED', closedAt: at, closedBy: by },
    })),
    outbox: open.map(({ caseId, taskId }) => ({ kind: 'ring', caseId, taskId })),
    ...(posted === undefined ? {} : { notices: { takeDown: { noticeId: posted.taskId } } }),
  };
}
