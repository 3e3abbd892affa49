import type { TaskRecord } from './task.ts';

/** Last instant that a 13-digit key can name: work without any limit comes after all that has one. */
export const NEVER = 9_999_999_999_999;
/** Work whose every limit stands still under a pause comes just before it. */
export const STANDING_STILL = NEVER - 1;

/**
 * The moment that orders the inbox and colours it (epoch ms): the task's nearest unmet limit, never later than the case's
 * own. A start limit is met by the first claim; a limit that stands still under a pause presses on nobody.
 */
export function pressingAt(
  task: Pick<TaskRecord, 'startedAt' | 'startLimit' | 'finishLimit' | 'caseDueAt' | 'pausedSince'>,
): number {
  const start = task.startedAt === undefined ? task.startLimit : undefined;
  const running = [start, task.finishLimit].filter((limit) => limit !== undefined && limit.paused !== true);
  return Math.min(
    ...running.map((limit) => limit?.dueAt ?? NEVER),
    task.caseDueAt ?? NEVER,
    task.pausedSince === undefined ? NEVER : STANDING_STILL,
  );
}
