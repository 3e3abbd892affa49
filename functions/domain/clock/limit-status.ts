import type { CountedLimit, Due } from './types.ts';

/** Instants (epoch ms) at which the step began and was done; absent while it has not. */
export interface StepProgress {
  readonly startedAt?: number;
  readonly finishedAt?: number;
}

/** `running`: not yet done, in time; `kept`; `overdue`: not yet done and too late; `late`: done, but too late. */
export type LimitStatus = 'running' | 'kept' | 'overdue' | 'late';

/** A start limit is kept by beginning, whatever the step takes afterwards; a finish limit only by finishing. */
export function limitStatus(
  limit: Pick<CountedLimit, 'kind'>,
  due: Pick<Due, 'dueAt'>,
  progress: StepProgress,
  now: number,
): LimitStatus {
  const doneAt = limit.kind === 'start' ? (progress.startedAt ?? progress.finishedAt) : progress.finishedAt;
  if (doneAt === undefined) return now < due.dueAt ? 'running' : 'overdue';
  return doneAt < due.dueAt ? 'kept' : 'late';
}
