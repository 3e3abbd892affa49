import { tmpdir } from 'node:os';
import { createScanner } from '../../functions/adapters/duckdb/scan.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import type { Vault } from '../../functions/ports/vault.ts';
import { createScanRuns } from '../../functions/store/scan-runs.ts';
import type { DiscoveryParts } from '../../functions/usecases/discovery/parts.ts';
import type { FeedParts } from '../../functions/usecases/feed/parts.ts';
import type { House } from '../../functions/usecases/house.ts';
import { dongyingIndicators } from '../../policy/indicators/dongying.ts';

export interface DiscoveryHome {
  readonly house: House;
  readonly items: ItemStore;
  readonly vault: Vault;
  readonly feeds: Pick<FeedParts, 'feeds' | 'lake' | 'writer'>;
}

const MEMORY_MB = 512;
const THREADS = 2;

/** What looking through the whole population needs, over the feeds' files and the town's own store. */
export const openDiscovery = ({
  house,
  items,
  vault,
  feeds: { feeds, lake, writer },
}: DiscoveryHome): DiscoveryParts => ({
  house,
  feeds,
  lake,
  writer,
  vault,
  indicators: dongyingIndicators,
  runs: createScanRuns(items),
  scanner: createScanner({ memoryMb: MEMORY_MB, threads: THREADS, temporary: tmpdir(), now: () => performance.now() }),
});
