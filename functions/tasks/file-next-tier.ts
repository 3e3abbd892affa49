import { caseStepEvent } from '../contracts/task-events.ts';
import { fileNextTier } from '../usecases/carry/file-next-tier.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    fileNextTier(house, parsed(caseStepEvent, payload));
