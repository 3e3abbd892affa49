import { caseStepEvent } from '../contracts/task-events.ts';
import { changeAid } from '../usecases/carry/change-aid.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    changeAid(house, parsed(caseStepEvent, payload));
