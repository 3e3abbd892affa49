import { caseStepEvent } from '../contracts/task-events.ts';
import { determineCase } from '../usecases/carry/determine-case.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    determineCase(house, parsed(caseStepEvent, payload));
