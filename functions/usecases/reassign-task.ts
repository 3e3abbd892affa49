import type { TaskChanged } from '../contracts/outcomes.ts';
import { unsuited } from './assignable.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import { freed } from './claim-task.ts';
import type { House } from './house.ts';
import { declined, personLeft } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface ReassignTaskInput extends ChangeTaskInput {
  readonly to: string;
  /** May name people; kept sealed. */
  readonly reason: string;
}

/**
 * 改派: who leads the unit, or sits above it, puts the work into another person's hands. Work that goes to a person of
 * another unit becomes that unit's.
 */
export function reassignTask(house: House, input: ReassignTaskInput): Promise<TaskChanged | Declined> {
  const { by, to, reason } = input;
  return changeTask(house, 'task.reassign', input, async (head, task) => {
    const pointer = '/to';
    if (task.holder === to) return declined('task-held', '该任务已由此人办理。', { more: { version: task.version } });
    const member = await house.people.member(to);
    if (member === undefined) return declined('unknown-person', '没有登记过这名工作人员。', { pointer });
    if (member.leftOn !== undefined) return personLeft;
    if (member.unit !== task.unit && !isUnder(house, member.unit, by.unit)) {
      return declined('outside-unit-tree', '该人员不在本单位及所辖单位之内。', { pointer });
    }
    const unsuitable = unsuited(head, task, member);
    if (unsuitable !== undefined) return unsuitable;
    const now = house.time.now();
    return {
      to: { ...freed(task), holder: to, unit: member.unit, startedAt: task.startedAt ?? now },
      change: {
        next: {},
        present: [to],
        events: [
          {
            type: 'task-reassigned',
            at: now,
            actor: by.subject,
            data: {
              taskId: task.taskId,
              to,
              ...(task.holder === undefined ? {} : { from: task.holder }),
              ...(member.unit === task.unit ? {} : { unit: member.unit }),
            },
          },
        ],
        sealed: [{ name: `reassignment.${task.taskId}.${task.version + 1}`, content: { reason } }],
      },
    };
  });
}

/** A unit is under itself. */
export const isUnder = (house: House, unit: Parameters<House['policy']['unitsAbove']>[0], above: string): boolean =>
  unit === above || house.policy.unitsAbove(unit).some((one) => one === above);
