import { caseStepEvent } from '../contracts/task-events.ts';
import { endAid } from '../usecases/carry/end-aid.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    endAid(house, parsed(caseStepEvent, payload));
