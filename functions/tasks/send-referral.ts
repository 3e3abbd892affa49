import { caseStepEvent } from '../contracts/task-events.ts';
import { sendReferral } from '../usecases/carry/send-referral.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: HouseWithDoorbells): TaskDoor =>
  async (payload) =>
    sendReferral(house, parsed(caseStepEvent, payload));
