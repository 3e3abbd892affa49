import type { TaskChanged } from '../contracts/outcomes.ts';
import { workingDaysBetween } from '../domain/clock/working-day.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** 催办: whoever answers to the family, or sits above, asks for the work; at most once a working day. */
export function urgeTask(
  house: House,
  input: Omit<ChangeTaskInput, 'version'> & { readonly note?: string },
): Promise<TaskChanged | Declined> {
  const { by, note } = input;
  return changeTask(house, 'task.urge', input, (_head, task) => {
    const now = house.time.now();
    const today = civilDateOf(now);
    if (task.urgedOn !== undefined && workingDaysBetween(task.urgedOn, today, house.policy.calendar) === 0) {
      return declined('urged-already', '该任务在本工作日已经催办过,请下一工作日再催办。');
    }
    return {
      to: { ...task, urgedOn: today },
      change: {
        next: {},
        events: [
          {
            type: 'task-urged',
            at: now,
            actor: by.subject,
            data: { taskId: task.taskId, ...(task.holder === undefined ? {} : { holder: task.holder }) },
          },
        ],
        ...(note === undefined ? {} : { sealed: [{ name: `urge.${task.taskId}.${today}`, content: { note } }] }),
      },
    };
  });
}
