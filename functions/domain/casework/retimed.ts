import type { CivilDate } from '../values/civil-date.ts';
import { limitAsCounted } from './legal-limit.ts';
import { explainTaskLimit, totalLimit } from './limits.ts';
import { isRecordedLate } from './late.ts';
import type { LimitKind } from './late.ts';
import type { Clock } from './legal-limit.ts';
import { isInProgress } from './head.ts';
import type { CaseHead } from './head.ts';
import type { TaskLimit, TaskRecord } from './task.ts';

/** How the case's own time stands: what its head and every open task carry of it. */
export interface CaseTime {
  /** Absent: no total runs, or it stands still. */
  readonly totalDueAt?: number;
  readonly pausedSince?: CivilDate;
}

/** Of the case as `head` has it. A total that was recorded as late stays where it was. */
export function caseTime(head: CaseHead, clock: Clock): CaseTime {
  if (!isInProgress(head)) return {};
  if (head.totalOverdueAt !== undefined) {
    return head.totalDueAt === undefined ? {} : { totalDueAt: head.totalDueAt };
  }
  const due = totalLimit(head, clock)?.due;
  const open = openPause(head);
  return {
    ...(due === undefined || due.paused ? {} : { totalDueAt: due.dueAt }),
    ...(open === undefined ? {} : { pausedSince: open.from }),
  };
}

export const openPause = ({ pauses = [] }: Pick<CaseHead, 'pauses'>) =>
  pauses.find((pause) => pause.until === undefined);

/**
 * The task under the case's time as it stands: every limit counted anew from its own day 0. The same object where
 * nothing moved. Closed work never moves, and what was recorded as late stays late.
 */
export function retimed(task: TaskRecord, head: CaseHead, clock: Clock, time: CaseTime): TaskRecord {
  if (task.status !== 'OPEN') return task;
  const { startLimit, finishLimit, caseDueAt: _was, pausedSince: _since, ...rest } = task;
  const count = (kind: LimitKind, limit: TaskLimit): TaskLimit => {
    const due = isRecordedLate(task, kind, limit) ? undefined : explainTaskLimit(limit, task, head, clock);
    return due === undefined ? limit : limitAsCounted(limit.limitId, limit.from, due);
  };
  const moved: TaskRecord = {
    ...rest,
    ...(startLimit === undefined ? {} : { startLimit: count('start', startLimit) }),
    ...(finishLimit === undefined ? {} : { finishLimit: count('finish', finishLimit) }),
    ...(time.totalDueAt === undefined ? {} : { caseDueAt: time.totalDueAt }),
    ...(time.pausedSince === undefined ? {} : { pausedSince: time.pausedSince }),
  };
  return isSameTime(task, moved) ? task : moved;
}

/** All open tasks of a case; those that moved. */
export function retimedTasks(
  tasks: readonly TaskRecord[],
  head: CaseHead,
  clock: Clock,
): readonly { readonly from: TaskRecord; readonly to: TaskRecord }[] {
  const time = caseTime(head, clock);
  return tasks.flatMap((from) => {
    const to = retimed(from, head, clock, time);
    return to === from ? [] : [{ from, to }];
  });
}

const isSameTime = (a: TaskRecord, b: TaskRecord): boolean =>
  a.caseDueAt === b.caseDueAt &&
  a.pausedSince === b.pausedSince &&
  isSameLimit(a.startLimit, b.startLimit) &&
  isSameLimit(a.finishLimit, b.finishLimit);

const isSameLimit = (a: TaskLimit | undefined, b: TaskLimit | undefined): boolean =>
  a?.dueAt === b?.dueAt && a?.provisional === b?.provisional && a?.paused === b?.paused;
