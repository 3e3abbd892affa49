import type { FeedStates } from '../../ports/feeds.ts';
import { feedStateSchema } from './file-feed-states.ts';
import type { S3ObjectWriter } from './s3-object-writer.ts';
import type { S3Objects } from './s3-objects.ts';

/** `<feed>/register.json` beside the feed's versions. */
export const s3FeedStates = (objects: Pick<S3Objects, 'readJson'> & Pick<S3ObjectWriter, 'writeJson'>): FeedStates => ({
  read: async (feed) => (await objects.readJson(`${feed}/register.json`, feedStateSchema)) ?? {},
  write: (feed, state) => objects.writeJson(`${feed}/register.json`, state),
});
