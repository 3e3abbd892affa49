import { listFeeds } from '../../usecases/feed/feed-view.ts';
import type { FeedParts } from '../../usecases/feed/parts.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House, parts: FeedParts) =>
  open(routes.listFeeds, async ({ by }) => {
    const outcome = await listFeeds(house, parts, by);
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listFeeds, 200, outcome.view);
  });
