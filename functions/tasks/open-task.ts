import { openTaskEvent } from '../contracts/task-events.ts';
import { openTask } from '../usecases/carry/open-task.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) => {
    await openTask(house, parsed(openTaskEvent, payload));
    return {};
  };
