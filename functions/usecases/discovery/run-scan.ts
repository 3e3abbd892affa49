import { createHash } from 'node:crypto';
import { freshnessOf } from '../../domain/monitoring/feed/freshness.ts';
import type { Hit } from '../../domain/monitoring/hit.ts';
import { switchedOff } from '../../domain/monitoring/run.ts';
import type { RunIndicator, RunInput } from '../../domain/monitoring/run.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { toJson } from '../../domain/values/json.ts';
import type { Feed } from '../../../policy/feeds/schema.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { exportRecipients, RECIPIENTS, withOwn } from './own-recipients.ts';
import { BASIS, PURPOSE } from './parts.ts';
import type { DiscoveryParts } from './parts.ts';
import { raiseAlerts } from './raise-alerts.ts';

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
  const own = await ownInput(parts, asOf);
  const recipients = withOwn(inputs.get(RECIPIENTS), own);
  if (recipients !== undefined) inputs.set(RECIPIENTS, recipients);
  await runs.append({
    at: started,
    actor,
    type: 'scan-started',
    data: {
      runId,
      asOf,
      purpose: PURPOSE,
      basis: BASIS,
      inputs: [...runInputs(parts, inputs, asOf), ...(own === undefined ? [] : [runInput(own.manifest, BASIS)])],
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
    // Our own alone stands in for a feed that has not come; it is named by itself.
    if (manifest.dataset !== feed.id) return [];
    const freshness = freshnessOf(feed, manifest.dt, asOf);
    return [{ ...runInput(manifest, feed.basis), ...(freshness.kind === 'late' ? { lateDays: freshness.days } : {}) }];
  });
}

const runInput = (manifest: Manifest, { code, article }: Feed['basis']): RunInput => ({
  feed: manifest.dataset,
  dt: manifest.dt,
  rows: manifest.rows,
  sourceSha256: manifest.sourceSha256,
  manifestSha256: createHash('sha256')
    .update(canonicalJson(toJson(manifest)))
    .digest('hex'),
  basis: { code, ...(article === undefined ? {} : { article }) },
});

/** Whom the house recognised, refused or let go, as of now. */
async function ownInput(parts: DiscoveryParts, asOf: CivilDate): Promise<ScanInput | undefined> {
  const feed = parts.feeds.find(({ id }) => id === RECIPIENTS);
  const manifest = feed === undefined ? undefined : await exportRecipients(parts, feed, asOf);
  return manifest === undefined ? undefined : { manifest, files: await parts.lake.files(manifest) };
}

const whole = (run: RunIndicator): RunIndicator => (run.kind === 'computed' ? { ...run, ms: Math.round(run.ms) } : run);
