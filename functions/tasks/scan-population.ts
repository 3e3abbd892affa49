import { scanEvent } from '../contracts/task-events.ts';
import type { PopulationScanned } from '../contracts/task-events.ts';
import { POPULATION } from '../domain/monitoring/working-table.ts';
import type { DiscoveryParts } from '../usecases/discovery/parts.ts';
import { runScan } from '../usecases/discovery/run-scan.ts';
import { parsed } from './task-door.ts';
import type { TaskDoor } from './task-door.ts';

/** Absent parts: a home to which no department delivers. */
export const door =
  (parts: DiscoveryParts | undefined): TaskDoor =>
  async (payload): Promise<PopulationScanned> => {
    const { by } = parsed(scanEvent, payload);
    if (parts === undefined || (await parts.lake.latest(POPULATION)) === undefined) return { kind: 'not-ready' };
    const runId = await runScan(parts, by);
    return { kind: 'scanned', runId, counties: [...parts.house.policy.counties] };
  };
