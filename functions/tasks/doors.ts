import type { DoorName } from '../../workflows/bindings.ts';
import type { FeedRows } from '../ports/feed-rows.ts';
import type { DiscoveryParts } from '../usecases/discovery/parts.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import { door as changeAid } from './change-aid.ts';
import { door as classify } from './classify.ts';
import { door as conveneBallot } from './convene-ballot.ts';
import { door as closeReferral } from './close-referral.ts';
import { door as concludeRelief } from './conclude-relief.ts';
import { door as determine } from './determine.ts';
import { door as endAid } from './end-aid.ts';
import { door as fileNextTier } from './file-next-tier.ts';
import { door as openTask } from './open-task.ts';
import { door as placePart } from './place-part.ts';
import { door as reviewHouseholds } from './review-households.ts';
import { door as scanPopulation } from './scan-population.ts';
import { door as sendReferral } from './send-referral.ts';
import { door as settleTask } from './settle-task.ts';
import { door as tallyBallot } from './tally-ballot.ts';
import type { TaskDoor } from './task-door.ts';

/** Departments' feeds; a home without them scans nothing. */
export interface Monitoring {
  readonly discovery: DiscoveryParts | undefined;
  readonly feeds: FeedRows;
}

/** Every door that `workflows/bindings.ts` names, for a home that carries them all; in the cloud each is a function. */
export const taskDoors = (
  house: HouseWithDoorbells,
  { discovery, feeds }: Monitoring,
): Readonly<Record<DoorName, TaskDoor>> => ({
  'open-task': openTask(house),
  'settle-task': settleTask(house),
  classify: classify(house),
  determine: determine(house),
  'end-aid': endAid(house),
  'change-aid': changeAid(house),
  'file-next-tier': fileNextTier(house),
  'convene-ballot': conveneBallot(house),
  'tally-ballot': tallyBallot(house),
  'send-referral': sendReferral(house),
  'place-part': placePart(house),
  'close-referral': closeReferral(house),
  'conclude-relief': concludeRelief(house),
  'scan-population': scanPopulation(discovery),
  'review-households': reviewHouseholds(house, feeds),
});
