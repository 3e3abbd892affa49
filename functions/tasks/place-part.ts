import { partStepEvent } from '../contracts/task-events.ts';
import { placePart } from '../usecases/carry/place-part.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    placePart(house, parsed(partStepEvent, payload));
