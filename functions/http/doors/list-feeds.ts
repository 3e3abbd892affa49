import { listFeeds } from '../../usecases/feed/feed-view.ts';
import type { FeedParts } from '../../usecases/feed/parts.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { feedRoutes } from '../routes/feeds.ts';

export const door = (house: House, parts: FeedParts) =>
  open(feedRoutes.listFeeds, async ({ by }) => {
    const outcome = await listFeeds(house, parts, by);
    return isDeclined(outcome) ? decline(outcome) : respond(feedRoutes.listFeeds, 200, outcome.view);
  });
