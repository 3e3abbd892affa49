import { caseStepEvent } from '../contracts/task-events.ts';
import { conveneBallot } from '../usecases/carry/convene-ballot.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    conveneBallot(house, parsed(caseStepEvent, payload));
