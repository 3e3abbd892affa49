import type { DiscoveryParts } from '../../usecases/discovery/parts.ts';
import type { Door } from '../door.ts';
import { door as listIndicators } from '../doors/list-indicators.ts';
import { door as listScanRuns } from '../doors/list-scan-runs.ts';
import { door as startScan } from '../doors/start-scan.ts';
import { door as switchIndicator } from '../doors/switch-indicator.ts';

/** The whole population is looked through; what is found comes in as alerts. */
export const discoveryDoors = (parts: DiscoveryParts): readonly Door[] =>
  [startScan, listScanRuns, listIndicators, switchIndicator].map((door) => door(parts));
