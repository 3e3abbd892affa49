import { caseStepEvent } from '../contracts/task-events.ts';
import { classifyCase } from '../usecases/carry/classify-case.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    classifyCase(house, parsed(caseStepEvent, payload));
