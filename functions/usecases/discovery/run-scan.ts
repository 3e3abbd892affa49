import { createHash } from 'node:crypto';
import { freshnessOf } from '../../domain/monitoring/feed/freshness.ts';
import type { Hit } from '../../domain/monitoring/hit.ts';
import { runsOf, switchedOff } from '../../domain/monitoring/run.ts';
import type { RunIndicator, RunInput } from '../../domain/monitoring/run.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { toJson } from '../../domain/values/json.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { barred, declined } from '../outcome.ts';
import { BASIS, PURPOSE } from './parts.ts';
import type { DiscoveryParts } from './parts.ts';
import { runView } from './run-view.ts';
import { raiseAlerts } from './raise-alerts.ts';

/** A run that has not come to its end after so long broke off. */
const PATIENCE_MS = 20 * 60_000;

/** Asked for by a person. */
export async function startScan(parts: DiscoveryParts, by: Principal) {
  const { house, runs } = parts;
  const bar = barred(house.authorize(by, 'discovery.run', { area: house.policy.area }));
  if (bar !== undefined) return bar;
  const last = runsOf(await runs.events())[0];
  if (last?.finished === undefined && last !== undefined && house.time.now() - last.started.at < PATIENCE_MS) {
    return declined('scan-under-way', '正在进行一次监测比对,请等它结束后再试。');
  }
  const { runId } = await runScan(parts, by.subject);
  const run = runsOf(await runs.events()).find(({ started }) => started.data.runId === runId);
  if (run === undefined) throw new Error(`run ${runId} is not on the record`);
  return { kind: 'scan-run' as const, view: runView(run, parts) };
}

/** Looks through the whole population once: what it takes, finds and raises is on the record of runs before and after. */
export async function runScan(parts: DiscoveryParts, actor: string) {
  const { house, feeds, indicators, lake, scanner, runs } = parts;
  const started = house.time.now();
  const asOf = civilDateOf(started);
  const runId = house.ids.unique();
  const off = switchedOff(await runs.events());
  const asked = indicators.filter(({ id, isOn }) => isOn && !off.has(id));
  const inputs = new Map<string, ScanInput>();
  for (const feed of feeds) {
    const manifest = await lake.latest(feed.id, asOf);
    if (manifest !== undefined) inputs.set(feed.id, { manifest, files: await lake.files(manifest) });
  }
  await runs.append({
    at: started,
    actor,
    type: 'scan-started',
    data: {
      runId,
      asOf,
      purpose: PURPOSE,
      basis: BASIS,
      inputs: runInputs(parts, inputs, asOf),
      missing: feeds.flatMap(({ id }) => (inputs.has(id) ? [] : [id])),
      indicators: asked.map(({ id }) => id),
    },
  });
  const hits: Hit[] = [];
  const drawKey = () => house.ids.unique().slice(0, 22);
  const report = await scanner.scan({ indicators: asked, feeds, asOf, inputs, drawKey }, async (batch) => {
    hits.push(...batch);
  });
  const alerts = await raiseAlerts(parts, {
    hits,
    inputs,
    asOf,
    beforeOpening: async (persons) => {
      await runs.append({
        at: house.time.now(),
        actor,
        type: 'identities-opened',
        data: { runId, persons, purpose: PURPOSE },
      });
    },
  });
  const { persons, damaged, matched, ms } = report;
  await runs.append({
    at: house.time.now(),
    actor,
    type: 'scan-finished',
    data: {
      runId,
      persons,
      damaged,
      matched,
      scanMs: Math.round(ms),
      indicators: report.indicators.map(whole),
      alerts,
    },
  });
  return { runId, alerts };
}

function runInputs(
  { feeds }: DiscoveryParts,
  inputs: ReadonlyMap<string, ScanInput>,
  asOf: CivilDate,
): readonly RunInput[] {
  return feeds.flatMap((feed): RunInput[] => {
    const manifest = inputs.get(feed.id)?.manifest;
    if (manifest === undefined) return [];
    const freshness = freshnessOf(feed, manifest.dt, asOf);
    const { code, article } = feed.basis;
    return [
      {
        feed: feed.id,
        dt: manifest.dt,
        rows: manifest.rows,
        sourceSha256: manifest.sourceSha256,
        manifestSha256: createHash('sha256')
          .update(canonicalJson(toJson(manifest)))
          .digest('hex'),
        basis: { code, ...(article === undefined ? {} : { article }) },
        ...(freshness.kind === 'late' ? { lateDays: freshness.days } : {}),
      },
    ];
  });
}

const whole = (run: RunIndicator): RunIndicator => (run.kind === 'computed' ? { ...run, ms: Math.round(run.ms) } : run);
