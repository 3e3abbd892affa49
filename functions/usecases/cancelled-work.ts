import type { TaskRecord } from '../domain/casework/task.ts';
import type { OutboxMessage } from '../domain/casework/message.ts';
import type { TaskChange } from '../ports/cases.ts';

/** Closes whatever stands open of a case that ends, so that nobody is reminded of work that is gone. */
export function cancelledWork(
  tasks: readonly TaskRecord[],
  at: number,
  by: string,
): { readonly cancelled: readonly string[]; readonly tasks: TaskChange[]; readonly outbox: OutboxMessage[] } {
  const open = tasks.filter(({ status }) => status === 'OPEN');
  return {
    cancelled: open.map(({ taskId }) => taskId),
    tasks: open.map((task) => ({
      kind: 'change',
      from: task,
      to: { ...task, version: task.version + 1, status: 'CANCELLED', closedAt: at, closedBy: by },
    })),
    outbox: open.map(({ caseId, taskId }) => ({ kind: 'ring', caseId, taskId })),
  };
}
