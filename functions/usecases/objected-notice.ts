import type { TaskRecord } from '../domain/casework/task.ts';
import type { TaskKind } from '../domain/casework/vocabulary.ts';
import { isObjectionInTime } from '../domain/notice/notice-window.ts';
import type { CaseChange } from '../ports/cases.ts';

/** What came in against a notice; sealed. */
export interface Objection {
  readonly objector?: string;
  readonly reason: string;
}

/**
 * The notice of that kind that may still be objected to. The sweep ends a notice some time after its last day; what comes
 * in between is too late already.
 */
export const noticeOpenTo = (tasks: readonly TaskRecord[], kind: TaskKind, now: number): TaskRecord | undefined =>
  tasks.find((task) => task.kind === kind && task.status === 'OPEN' && isInTime(task, now));

const isInTime = ({ finishLimit }: TaskRecord, now: number): boolean =>
  finishLimit === undefined || isObjectionInTime({ postedOn: finishLimit.from, closesAt: finishLimit.dueAt }, now);

/** Ends the notice at once and takes it down; the procedure is rung, and what follows is decided by people. */
export function objectedNotice(
  notice: TaskRecord,
  { objector, reason }: Objection,
  at: number,
  by: string,
): Pick<CaseChange, 'tasks' | 'outbox' | 'notices' | 'sealed'> {
  const { taskId, caseId } = notice;
  return {
    tasks: [
      {
        kind: 'change',
        from: notice,
        to: {
          ...notice,
          version: notice.version + 1,
          status: 'DECIDED',
          outcome: 'objected',
          closedAt: at,
          closedBy: by,
        },
      },
    ],
    outbox: [{ kind: 'ring', caseId, taskId }],
    notices: { takeDown: { noticeId: taskId } },
    sealed: [{ name: `objection.${taskId}`, content: { objector, reason } }],
  };
}
