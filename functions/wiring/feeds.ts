import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { openParquetWriter } from '../adapters/duckdb/parquet-writer.ts';
import { s3FeedStates } from '../adapters/lake/s3-feed-states.ts';
import { s3LakeWriter } from '../adapters/lake/s3-lake-writer.ts';
import type { S3Objects } from '../adapters/lake/s3-objects.ts';
import { openTable } from '../adapters/tabular/open-table.ts';
import { createPolicy } from '../adapters/policy/policy-pack.ts';
import type { OpenTable } from '../ports/tables.ts';
import type { Vault } from '../ports/vault.ts';
import type { FeedParts } from '../usecases/feed/parts.ts';
import { clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { openLake } from './lake.ts';

export interface Feeds {
  readonly parts: FeedParts;
  readonly openTable: OpenTable;
  readonly objects: S3Objects;
}

/** Everything that imports need; the vault makes pseudonyms, so it has the key of the blind index. */
export function openFeeds(environment: Environment, vault: Vault): Feeds {
  const { objects, lake, folder } = openLake(environment);
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
