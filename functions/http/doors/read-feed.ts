import { readFeed } from '../../usecases/feed/feed-view.ts';
import type { FeedParts } from '../../usecases/feed/parts.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { feedRoutes } from '../routes/feeds.ts';

export const door = (house: House, parts: FeedParts) =>
  open(feedRoutes.readFeed, async ({ by, params }) => {
    const outcome = await readFeed(house, parts, by, params.feed);
    return isDeclined(outcome) ? decline(outcome) : respond(feedRoutes.readFeed, 200, outcome.view);
  });
