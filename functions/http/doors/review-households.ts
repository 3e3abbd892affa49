import type { FeedRows } from '../../ports/feed-rows.ts';
import { reviewHouseholds } from '../../usecases/household/review-households.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House, feeds: FeedRows) =>
  open(databaseRoutes.reviewHouseholds, async ({ by, body }) => {
    const outcome = await reviewHouseholds(house, feeds, { by, area: body.area });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.reviewHouseholds, 200, outcome.view);
  });
