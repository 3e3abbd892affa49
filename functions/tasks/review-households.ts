import { reviewEvent } from '../contracts/task-events.ts';
import type { CountyReviewed } from '../contracts/task-events.ts';
import type { FeedRows } from '../ports/feed-rows.ts';
import { discoverer } from '../usecases/discovery/discoverer.ts';
import { reviewHouseholds } from '../usecases/household/review-households.ts';
import type { House } from '../usecases/house.ts';
import { isDeclined } from '../usecases/outcome.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

export const door =
  (house: House, feeds: FeedRows): TaskDoor =>
  async (payload): Promise<CountyReviewed> => {
    const { area } = parsed(reviewEvent, payload);
    const outcome = await reviewHouseholds(house, feeds, { by: discoverer(house.policy), area });
    if (isDeclined(outcome)) throw new Error(`the register of ${area} could not be looked through`);
    const { households, missing, overlaps, alerts, adjudications } = outcome.view;
    return {
      kind: 'reviewed',
      area,
      households,
      missing,
      overlaps,
      raised: alerts.received,
      pairs: adjudications.length,
    };
  };
