import type { TaskChanged } from '../contracts/outcomes.ts';
import type { TaskRecord } from '../domain/application/records.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 领取: one person takes the work; of many at once one wins. The first claim keeps the limit to begin. */
export function claimTask(house: House, input: ChangeTaskInput): Promise<TaskChanged | Declined> {
  return changeTask(house, 'task.claim', input, (head, task) => {
    const { subject } = input.by;
    if (head.recused.includes(subject)) return declined('recused', '您已备案为该家庭的近亲属,应当回避。');
    if (task.holder !== undefined) {
      return declined('task-held', task.holder === subject ? '您已领取该任务。' : '该任务已被他人领取。', {
        more: { version: task.version },
      });
    }
    const now = house.time.now();
    return {
      to: { ...task, holder: subject, startedAt: task.startedAt ?? now },
      change: { next: {}, events: [{ type: 'task-claimed', at: now, actor: subject, data: { taskId: task.taskId } }] },
    };
  });
}

/** 退回待办: the holder gives the work back to the unit. */
export function releaseTask(house: House, input: ChangeTaskInput): Promise<TaskChanged | Declined> {
  return changeTask(house, 'task.release', input, (_head, task) => {
    const { subject } = input.by;
    if (task.holder !== subject) return declined('not-holder', '只有领取人可以退回该任务。');
    const { holder: _given, ...free } = task;
    return {
      to: free satisfies Omit<TaskRecord, 'holder'>,
      change: {
        next: {},
        events: [{ type: 'task-released', at: house.time.now(), actor: subject, data: { taskId: task.taskId } }],
      },
    };
  });
}
