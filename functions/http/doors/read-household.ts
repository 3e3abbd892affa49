import type { FeedRows } from '../../ports/feed-rows.ts';
import { readHousehold } from '../../usecases/household/read-household.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House, feeds: FeedRows) =>
  open(databaseRoutes.readHousehold, async ({ by, params }) => {
    const outcome = await readHousehold(house, feeds, { by, householdId: params.householdId });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.readHousehold, 200, outcome.view);
  });
