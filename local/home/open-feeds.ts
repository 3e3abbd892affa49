import type { KeyFile } from '../../functions/adapters/crypto/key-file.ts';
import { createVault } from '../../functions/adapters/crypto/vault.ts';
import { openParquetWriter } from '../../functions/adapters/duckdb/parquet-writer.ts';
import { fileFeedStates } from '../../functions/adapters/lake/file-feed-states.ts';
import { fileLake } from '../../functions/adapters/lake/file-lake.ts';
import { fileLakeWriter } from '../../functions/adapters/lake/file-lake-writer.ts';
import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import type { Policy } from '../../functions/ports/policy.ts';
import type { Time } from '../../functions/ports/time.ts';
import type { FeedParts } from '../../functions/usecases/feed/parts.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';

export interface FeedHome {
  /** `lake-folder.ts`. */
  readonly lake: string;
  readonly keys: KeyFile;
  /** Of imports: the town's clock, where there is one. */
  readonly time: Time;
  readonly policy?: Policy;
}

/** Everything that imports need, on files alone: the town may run meanwhile. */
export const openFeeds = ({ lake, keys, time, policy = createPolicy() }: FeedHome): FeedParts => ({
  feeds: dongyingFeeds,
  lake: fileLake(lake),
  writer: fileLakeWriter(lake, openParquetWriter),
  states: fileFeedStates(lake),
  vault: createVault({ ...keys, time: { now: Date.now } }),
  policy,
  time,
});
