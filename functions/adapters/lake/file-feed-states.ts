import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { quarantineCodes } from '../../domain/monitoring/feed/verdict.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import type { FeedState, FeedStates } from '../../ports/feeds.ts';
import { writeDurably } from './durable.ts';
import { readJson } from './json-file.ts';
import { datasetFolder } from './layout.ts';

const attempt = {
  at: z.number(),
  by: z.string(),
  dt: civilDateSchema,
  sourceSha256: z.string(),
  counts: z.object({ read: z.int(), kept: z.int(), damaged: z.int(), rejected: z.int(), duplicates: z.int() }),
};
export const feedStateSchema = z.object({
  lastGood: z.exactOptional(z.object(attempt)),
  lastAttempt: z.exactOptional(z.object({ ...attempt, result: z.enum(['imported', 'quarantined']) })),
  quarantine: z.exactOptional(
    z.array(
      z.object({
        code: z.enum(quarantineCodes),
        text: z.string(),
      }),
    ),
  ),
}) satisfies z.ZodType<FeedState>;

/** `<feed>/register.json` beside the feed's versions. */
export function fileFeedStates(folder: string): FeedStates {
  const file = (feed: string): string => join(datasetFolder(folder, feed), 'register.json');
  return {
    read: async (feed) => (await readJson(file(feed), feedStateSchema)) ?? {},
    async write(feed, state) {
      await mkdir(datasetFolder(folder, feed), { recursive: true, mode: 0o700 });
      await writeDurably(file(feed), JSON.stringify(state, undefined, 2));
    },
  };
}
