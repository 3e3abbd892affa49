import { POPULATION } from '../../domain/monitoring/working-table.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { Settings } from '../../ports/settings.ts';
import type { DiscoveryParts } from './parts.ts';
import { runScan } from './run-scan.ts';

const SETTING = 'discovery.last-month';
const HOUR_MS = 3_600_000;
/** Nobody works, and what departments delivered on the last day has come in. */
const OPENS_AT = 2;

/**
 * The run of the month, on the first look after 02:00 of its first day; true where it ran. A run that broke off is run
 * again at the next look. A house that never ran waits for the month to come: the first run is started by a person.
 */
export async function monthlyScan(parts: DiscoveryParts, settings: Settings): Promise<boolean> {
  const month = civilDateOf(parts.house.time.now() - OPENS_AT * HOUR_MS).slice(0, 7);
  const last = await settings.read(SETTING);
  if (last !== undefined && last >= month) return false;
  const isReady = last !== undefined && (await parts.lake.latest(POPULATION)) !== undefined;
  if (isReady) await runScan(parts, 'system:schedule');
  await settings.write(SETTING, month);
  return isReady;
}
