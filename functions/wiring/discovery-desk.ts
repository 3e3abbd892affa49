import { dongyingFeeds } from '#policy/feeds/dongying';
import { dongyingIndicators } from '#policy/indicators/dongying';
import { createScanRuns } from '../store/scan-runs.ts';
import type { DiscoveryDesk } from '../usecases/discovery/parts.ts';
import type { House } from '../usecases/house.ts';
import type { Environment } from './environment.ts';
import { openStore } from './store.ts';

/** What telling of the scan needs; apart from what does it, which brings DuckDB. */
export const openDiscoveryDesk = (environment: Environment, house: House): DiscoveryDesk => ({
  house,
  feeds: dongyingFeeds,
  indicators: dongyingIndicators,
  runs: createScanRuns(openStore(environment)),
});
