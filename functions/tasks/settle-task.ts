import { settleTaskEvent } from '../contracts/task-events.ts';
import { settleTask } from '../usecases/carry/settle-task.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    settleTask(house, parsed(settleTaskEvent, payload));
