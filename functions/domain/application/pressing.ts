import type { TaskRecord } from './records.ts';

/** Last instant that a 13-digit key can name: work without any limit comes after all that has one. */
const NEVER = 9_999_999_999_999;

/**
 * The moment that orders the inbox and colours it (epoch ms): the task's nearest unmet limit, never later than the case's
 * own. A start limit is met by the first claim.
 */
export function pressingAt(task: Pick<TaskRecord, 'startedAt' | 'startLimit' | 'finishLimit' | 'caseDueAt'>): number {
  const start = task.startedAt === undefined ? task.startLimit?.dueAt : undefined;
  return Math.min(start ?? NEVER, task.finishLimit?.dueAt ?? NEVER, task.caseDueAt ?? NEVER);
}
