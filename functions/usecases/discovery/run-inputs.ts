import { createHash } from 'node:crypto';
import type { Feed } from '../../../policy/feeds/schema.ts';
import { freshnessOf } from '../../domain/monitoring/feed/freshness.ts';
import type { RunInput } from '../../domain/monitoring/run.ts';
import { canonicalJson } from '../../domain/values/canonical-json.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { toJson } from '../../domain/values/json.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { exportRecipients, RECIPIENTS, withOwn } from './own-recipients.ts';
import { BASIS } from './parts.ts';
import type { DiscoveryParts } from './parts.ts';

/** What a run takes: of each feed its newest version of that day or before. */
export interface Inputs {
  readonly inputs: ReadonlyMap<string, ScanInput>;
  /** Whom the house itself recognised, refused or let go, as of now; part of the recipients in `inputs`. */
  readonly own: ScanInput | undefined;
}

export async function inputsOf(parts: DiscoveryParts, asOf: CivilDate): Promise<Inputs> {
  const { feeds, lake } = parts;
  const inputs = new Map<string, ScanInput>();
  for (const { id } of feeds) {
    const manifest = await lake.latest(id, asOf);
    if (manifest !== undefined) inputs.set(id, { manifest, files: await lake.files(manifest) });
  }
  const own = await ownInput(parts, asOf);
  const recipients = withOwn(inputs.get(RECIPIENTS), own);
  if (recipients !== undefined) inputs.set(RECIPIENTS, recipients);
  return { inputs, own };
}

async function ownInput(parts: DiscoveryParts, asOf: CivilDate): Promise<ScanInput | undefined> {
  const feed = parts.feeds.find(({ id }) => id === RECIPIENTS);
  const manifest = feed === undefined ? undefined : await exportRecipients(parts, feed, asOf);
  return manifest === undefined ? undefined : { manifest, files: await parts.lake.files(manifest) };
}

/** The same for the record. */
export function runInputs({ feeds }: DiscoveryParts, { inputs, own }: Inputs, asOf: CivilDate): readonly RunInput[] {
  const delivered = feeds.flatMap((feed): RunInput[] => {
    const manifest = inputs.get(feed.id)?.manifest;
    // Our own alone stands in for a feed that has not come; it is named by itself.
    if (manifest === undefined || manifest.dataset !== feed.id) return [];
    const freshness = freshnessOf(feed, manifest.dt, asOf);
    return [{ ...runInput(manifest, feed.basis), ...(freshness.kind === 'late' ? { lateDays: freshness.days } : {}) }];
  });
  return [...delivered, ...(own === undefined ? [] : [runInput(own.manifest, BASIS)])];
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
