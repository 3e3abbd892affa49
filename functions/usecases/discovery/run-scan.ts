import type { Hit } from '../../domain/monitoring/hit.ts';
import { runsOf, switchedOff } from '../../domain/monitoring/run.ts';
import type { RunIndicator, RunStep } from '../../domain/monitoring/run.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { barred, declined } from '../outcome.ts';
import { BASIS, PURPOSE } from './parts.ts';
import type { DiscoveryParts } from './parts.ts';
import { inputsOf, runInputs } from './run-inputs.ts';
import { runView } from './run-view.ts';
import { raiseAlerts } from './raise-alerts.ts';

/** A run that has not come to its end after so long broke off. */
const PATIENCE_MS = 20 * 60_000;

/** Asked for by a person. */
export async function startScan(parts: DiscoveryParts, by: Principal) {
  const { house, runs } = parts;
  const bar = barred(house.authorize(by, 'discovery.run', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  const [last] = runsOf(await runs.events());
  const isUnderWay = last !== undefined && last.finished === undefined && last.brokeOffAt === undefined;
  if (isUnderWay && house.time.now() - last.started.at < PATIENCE_MS) {
    return declined('scan-under-way', '正在进行一次监测比对,请等它结束后再试。');
  }
  const runId = await runScan(parts, by.subject);
  const run = runsOf(await runs.events()).find(({ started }) => started.data.runId === runId);
  if (run === undefined) throw new Error(`run ${runId} is not on the record`);
  return { kind: 'scan-run' as const, view: runView(run, parts) };
}

/**
 * Looks through the whole population once: what it takes, opens, finds and raises is on the record of runs. One that breaks
 * off may simply be begun again. Answers its id.
 */
export async function runScan(parts: DiscoveryParts, actor: string): Promise<string> {
  const { house, indicators, runs } = parts;
  const runId = house.ids.unique();
  const record = (step: RunStep) => runs.append({ ...step, at: house.time.now(), actor });
  const asOf = civilDateOf(house.time.now());
  const off = switchedOff(await runs.events());
  const asked = indicators.filter(({ id, isOn }) => isOn && !off.has(id));
  const { inputs, own } = await inputsOf(parts, asOf);
  await record({
    type: 'scan-started',
    data: {
      runId,
      asOf,
      purpose: PURPOSE,
      basis: BASIS,
      inputs: runInputs(parts, { inputs, own }, asOf),
      missing: parts.feeds.flatMap(({ id }) => (inputs.has(id) ? [] : [id])),
      indicators: asked.map(({ id }) => id),
    },
  });
  try {
    const hits: Hit[] = [];
    const drawKey = () => house.ids.unique().slice(0, 22);
    const request = { indicators: asked, feeds: parts.feeds, asOf, inputs, drawKey };
    const report = await parts.scanner.scan(request, async (batch) => void hits.push(...batch));
    const alerts = await raiseAlerts(parts, {
      hits,
      inputs,
      asOf,
      beforeOpening: async (persons) => {
        await record({ type: 'identities-opened', data: { runId, persons, purpose: PURPOSE } });
      },
    });
    const { persons, damaged, matched, ms } = report;
    const figures = { persons, damaged, matched, scanMs: Math.round(ms), indicators: report.indicators.map(whole) };
    await record({ type: 'scan-finished', data: { runId, ...figures, alerts } });
  } catch (error) {
    // Its kind alone: what it says may name people.
    await record({ type: 'scan-broke-off', data: { runId, error: error instanceof Error ? error.name : 'unknown' } });
    throw error;
  }
  return runId;
}

const whole = (run: RunIndicator): RunIndicator => (run.kind === 'computed' ? { ...run, ms: Math.round(run.ms) } : run);
