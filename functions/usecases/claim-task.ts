import type { TaskChanged } from '../contracts/outcomes.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { withReceipt } from './referral/receipt.ts';
import { capacityOf } from './acting.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/**
 * 领取: one person takes the work; of many at once one wins. The first claim keeps the limit to begin. A substitute takes
 * over what the absent person holds, on their behalf.
 */
export function claimTask(house: House, input: ChangeTaskInput): Promise<TaskChanged | Declined> {
  return changeTask(house, 'task.claim', input, async (head, task) => {
    const { subject } = input.by;
    const capacity = await capacityOf(house, input.by, task);
    if (task.holder !== undefined && capacity.kind !== 'substitute') {
      return declined('task-held', task.holder === subject ? '您已领取该任务。' : '该任务已被他人领取。', {
        more: { version: task.version },
      });
    }
    const onBehalfOf = capacity.kind === 'substitute' ? capacity.onBehalfOf : undefined;
    const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
    if ([subject, onBehalfOf].some((person) => person !== undefined && head.recused.includes(person))) {
      return declined('recused', '您(或者被代办人)已备案为该家庭的近亲属,应当回避。');
    }
    const now = house.time.now();
    return {
      to: { ...task, holder: subject, startedAt: task.startedAt ?? now, ...behalf },
      change: {
        present: [subject],
        ...withReceipt(house, head, task, {
          type: 'task-claimed',
          at: now,
          actor: subject,
          ...behalf,
          data: { taskId: task.taskId },
        }),
      },
    };
  });
}

/** 退回待办: the holder, or who stands in, gives the work back to the unit. */
export function releaseTask(house: House, input: ChangeTaskInput): Promise<TaskChanged | Declined> {
  return changeTask(house, 'task.release', input, async (_head, task) => {
    const { subject } = input.by;
    const capacity = await capacityOf(house, input.by, task);
    if (capacity.kind === 'none') return declined('not-holder', '只有领取人或者其代办人可以退回该任务。');
    const { onBehalfOf } = capacity;
    const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
    return {
      to: freed(task),
      change: {
        next: {},
        events: [
          { type: 'task-released', at: house.time.now(), actor: subject, ...behalf, data: { taskId: task.taskId } },
        ],
      },
    };
  });
}

/** In nobody's hands. */
export function freed(task: TaskRecord): TaskRecord {
  const { holder: _holder, onBehalfOf: _onBehalfOf, ...free } = task;
  return free;
}
