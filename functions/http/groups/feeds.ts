import type { OpenTable } from '../../ports/tables.ts';
import type { FeedParts } from '../../usecases/feed/parts.ts';
import type { House } from '../../usecases/house.ts';
import type { Door } from '../door.ts';
import { door as importFeed } from '../doors/import-feed.ts';
import { door as listFeeds } from '../doors/list-feeds.ts';
import { door as readFeed } from '../doors/read-feed.ts';

/** What departments deliver. */
export const feedDoors = (house: House, parts: FeedParts, openTable: OpenTable): readonly Door[] => [
  listFeeds(house, parts),
  readFeed(house, parts),
  importFeed(house, parts, openTable),
];
