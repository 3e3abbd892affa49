import { caseStepEvent } from '../contracts/task-events.ts';
import { concludeRelief } from '../usecases/carry/conclude-relief.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    concludeRelief(house, parsed(caseStepEvent, payload));
