import { dongyingFeeds } from '#policy/feeds/dongying';
import { openParquetWriter } from '../adapters/duckdb/parquet-writer.ts';
import { s3FeedStates } from '../adapters/lake/s3-feed-states.ts';
import { s3LakeWriter } from '../adapters/lake/s3-lake-writer.ts';
import { openTable } from '../adapters/tabular/open-table.ts';
import { createPolicy } from '../adapters/policy/policy-pack.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { OpenTable } from '../ports/tables.ts';
import type { Vault } from '../ports/vault.ts';
import type { FeedParts } from '../usecases/feed/parts.ts';
import { clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { openWritableLake } from './lake.ts';

export interface Feeds {
  readonly parts: FeedParts;
  readonly openTable: OpenTable;
  readonly objects: Inbox;
}

/** Everything that imports need; the vault makes pseudonyms, so it has the key of the blind index. */
export function openFeeds(environment: Environment, vault: Vault): Feeds {
  const { objects, lake, folder } = openWritableLake(environment);
  const parts: FeedParts = {
    feeds: dongyingFeeds,
    lake,
    writer: s3LakeWriter(objects, folder, openParquetWriter),
    states: s3FeedStates(objects),
    vault,
    policy: createPolicy(),
    time: clock,
  };
  return { parts, openTable, objects };
}
