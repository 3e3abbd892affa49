import type { OpenTable } from '../../ports/tables.ts';
import type { FeedParts } from '../../usecases/feed/parts.ts';
import { submitFeedFile } from '../../usecases/feed/submit-feed-file.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { feedRoutes } from '../routes/feeds.ts';

export const door = (house: House, parts: FeedParts, openTable: OpenTable) =>
  open(feedRoutes.importFeed, async ({ by, params, query, file }) => {
    const { on, dryRun } = query;
    const outcome = await submitFeedFile(house, parts, openTable, {
      by,
      feed: params.feed,
      file,
      isDryRun: dryRun === 'true',
      ...(on === undefined ? {} : { on }),
    });
    if (isDeclined(outcome)) return decline(outcome);
    switch (outcome.kind) {
      case 'imported': {
        const { rows } = outcome.version;
        return respond(feedRoutes.importFeed, 201, { kind: 'feed-imported', rows, ...outcome.report });
      }
      case 'known': {
        const { dataset: feed, dt, rows } = outcome.version;
        return respond(feedRoutes.importFeed, 200, { kind: 'feed-known', feed, dt, rows });
      }
      case 'checked':
        return respond(feedRoutes.importFeed, 200, {
          kind: 'feed-checked',
          ...outcome.report,
          reasons: outcome.reasons,
        });
    }
  });
