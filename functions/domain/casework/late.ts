import type { TaskLimit, TaskRecord } from './task.ts';

export type LimitKind = 'start' | 'finish';

/** What the clock notes on a task when this limit has passed unmet; a limit that moved is another one. */
export const exceededRung = (kind: LimitKind, limit: Pick<TaskLimit, 'dueOn'>): string =>
  `${kind}.exceeded@${limit.dueOn}`;

/** Each limit is recorded as late for itself: who began too late may still finish too late. */
export const isRecordedLate = ({ rungs = [] }: Pick<TaskRecord, 'rungs'>, kind: LimitKind, limit: TaskLimit): boolean =>
  rungs.includes(exceededRung(kind, limit));
