import type { FeedRows } from '../../ports/feed-rows.ts';
import { readHousehold } from '../../usecases/household/read-household.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House, feeds: FeedRows) =>
  open(routes.readHousehold, async ({ by, params }) => {
    const outcome = await readHousehold(house, feeds, { by, householdId: params.householdId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readHousehold, 200, outcome.view);
  });
