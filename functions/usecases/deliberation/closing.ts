import type { NewEvent } from '../../domain/casework/event.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { BallotRecord } from '../../domain/deliberation/head.ts';
import type { CaseChange } from '../../ports/cases.ts';

/** One write's closing of a ballot: who had left by then is kept with it, so that no later day changes the count. */
export interface Closing {
  readonly task: TaskRecord;
  readonly ballot: BallotRecord;
  readonly event: NewEvent;
  readonly outbox: NonNullable<CaseChange['outbox']>;
}

export function closing(
  task: TaskRecord,
  ballot: BallotRecord,
  by: 'members' | 'chair',
  departed: readonly string[],
  actor: string,
  at: number,
): Closing {
  const { caseId, taskId, round } = task;
  return {
    task: { ...task, status: 'DECIDED', outcome: 'closed', closedAt: at, closedBy: actor },
    ballot: { ...ballot, closing: { at, by, departed } },
    event: { type: 'ballot-closed', at, actor, data: { taskId, round, by } },
    outbox: [{ kind: 'ring', caseId, taskId }],
  };
}
