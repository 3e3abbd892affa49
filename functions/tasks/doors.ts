import type * as z from 'zod';
import type { DoorName } from '../../workflows/bindings.ts';
import { caseStepEvent, openTaskEvent, settleTaskEvent } from '../contracts/task-events.ts';
import { TaskError } from '../ports/task-errors.ts';
import { classifyCase } from '../usecases/carry/classify-case.ts';
import { determineCase } from '../usecases/carry/determine-case.ts';
import { openTask } from '../usecases/carry/open-task.ts';
import { settleTask } from '../usecases/carry/settle-task.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';

/** What a Step Functions task calls: payload in, result out; what it throws has a name that the ASL knows. */
export type TaskDoor = (payload: unknown) => Promise<unknown>;

/** Every door that `workflows/bindings.ts` names. */
export function taskDoors(house: HouseWithDoorbells): Readonly<Record<DoorName, TaskDoor>> {
  return {
    'open-task': async (payload) => {
      await openTask(house, parsed(openTaskEvent, payload));
      return {};
    },
    'settle-task': (payload) => settleTask(house, parsed(settleTaskEvent, payload)),
    classify: (payload) => classifyCase(house, parsed(caseStepEvent, payload)),
    determine: (payload) => determineCase(house, parsed(caseStepEvent, payload)),
  };
}

function parsed<S extends z.ZodType>(schema: S, payload: unknown): z.output<S> {
  const result = schema.safeParse(payload);
  if (!result.success) {
    const where = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new TaskError('InvalidPayload', `the workflow sent a payload of another shape (${where})`);
  }
  return result.data;
}
