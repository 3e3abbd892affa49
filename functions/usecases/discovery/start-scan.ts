import type { ScanRequested } from '../../contracts/discovery.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { runsOf } from '../../domain/monitoring/run.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { WorkflowService } from '../../ports/workflow.ts';
import { barred, declined } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import type { DiscoveryDesk } from './parts.ts';

/** A run that has not come to its end after so long broke off. */
const PATIENCE_MS = 20 * 60_000;

/** Asked for by a person: the machine carries it, and the record of runs shows how it goes. */
export async function startScan(
  { house, runs }: Pick<DiscoveryDesk, 'house' | 'runs'>,
  workflow: Pick<WorkflowService, 'start'>,
  by: Principal,
): Promise<ScanRequested | Declined> {
  const bar = barred(house.authorize(by, 'discovery.run', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  const now = house.time.now();
  const [last] = runsOf(await runs.events());
  const isUnderWay = last !== undefined && last.finished === undefined && last.brokeOffAt === undefined;
  if (isUnderWay && now - last.started.at < PATIENCE_MS) {
    return declined('scan-under-way', '正在进行一次监测比对,请等它结束后再试。');
  }
  const execution = `discovery-scan-${civilDateOf(now)}-${house.ids.readable(6)}`;
  await workflow.start({ machine: 'discovery-scan', name: execution, input: { schemaVersion: 1, by: by.subject } });
  return { kind: 'scan-requested', execution };
}
