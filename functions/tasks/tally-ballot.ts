import { caseStepEvent } from '../contracts/task-events.ts';
import { tallyBallot } from '../usecases/carry/tally-ballot.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    tallyBallot(house, parsed(caseStepEvent, payload));
