import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { Settings } from '../../ports/settings.ts';
import type { Time } from '../../ports/time.ts';
import type { WorkflowService } from '../../ports/workflow.ts';

const SETTING = 'discovery.last-month';
const HOUR_MS = 3_600_000;
/** Nobody works, and what departments delivered on the last day has come in. */
const OPENS_AT = 2;

export interface MonthlyParts {
  readonly workflow: Pick<WorkflowService, 'start'>;
  readonly settings: Settings;
  readonly time: Time;
}

/**
 * Starts the run of the month, on the first look after 02:00 of its first day; true where it did. The machine carries it to its
 * end, whatever falls over meanwhile. A house that never ran waits for the month to come: the first run is started by a
 * person. In the cloud a schedule does this.
 */
export async function monthlyScan({ workflow, settings, time }: MonthlyParts): Promise<boolean> {
  const month = civilDateOf(time.now() - OPENS_AT * HOUR_MS).slice(0, 7);
  const last = await settings.read(SETTING);
  if (last !== undefined && last >= month) return false;
  if (last !== undefined) {
    await workflow.start({ machine: 'discovery-scan', name: `discovery-scan-${month}`, input: { schemaVersion: 1 } });
  }
  await settings.write(SETTING, month);
  return last !== undefined;
}
