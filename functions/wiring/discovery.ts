import { tmpdir } from 'node:os';
import { dongyingFeeds } from '#policy/feeds/dongying';
import { dongyingIndicators } from '#policy/indicators/dongying';
import { openParquetWriter } from '../adapters/duckdb/parquet-writer.ts';
import { createScanner } from '../adapters/duckdb/scan.ts';
import { s3LakeWriter } from '../adapters/lake/s3-lake-writer.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Vault } from '../ports/vault.ts';
import { createScanRuns } from '../store/scan-runs.ts';
import type { DiscoveryParts } from '../usecases/discovery/parts.ts';
import type { House } from '../usecases/house.ts';
import type { Environment } from './environment.ts';
import { openWritableLake } from './lake.ts';

/** Half of what the function has: DuckDB may go some way beyond what it is allowed. */
const MEMORY_MB = 1536;
const THREADS = 2;

/** What looking through the whole population needs. */
export function openDiscovery(
  environment: Environment,
  { house, items, vault }: { readonly house: House; readonly items: ItemStore; readonly vault: Vault },
): DiscoveryParts {
  const { objects, lake, folder } = openWritableLake(environment);
  return {
    house,
    lake,
    vault,
    feeds: dongyingFeeds,
    indicators: dongyingIndicators,
    writer: s3LakeWriter(objects, folder, openParquetWriter),
    runs: createScanRuns(items),
    scanner: createScanner({
      memoryMb: MEMORY_MB,
      threads: THREADS,
      temporary: tmpdir(),
      now: () => performance.now(),
    }),
  };
}
