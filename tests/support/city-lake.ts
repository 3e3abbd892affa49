import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createScanner } from '../../functions/adapters/duckdb/scan.ts';
import { openTable } from '../../functions/adapters/tabular/open-table.ts';
import type { Hit } from '../../functions/domain/monitoring/hit.ts';
import { matchKey } from '../../functions/domain/monitoring/match-key.ts';
import { personId } from '../../functions/domain/values/ids.ts';
import type { Manifest } from '../../functions/ports/lake.ts';
import type { ScanInput, ScanReport } from '../../functions/ports/scanner.ts';
import { importFeed } from '../../functions/usecases/feed/import-feed.ts';
import type { FeedParts } from '../../functions/usecases/feed/parts.ts';
import type { RowCounts } from '../../functions/domain/monitoring/feed/verdict.ts';
import { indicatorIds } from '../../local/population/indicator-ids.ts';
import type { IndicatorId } from '../../local/population/indicator-ids.ts';
import type { Truth } from '../../local/population/truth.ts';
import { dongyingFeeds } from '../../policy/feeds/dongying.ts';
import { dongyingIndicators } from '../../policy/indicators/dongying.ts';
import { feedHouse } from './feeds.ts';

/** The house that imports and scans an invented city, on the city's day. The same folder is the same house in every process. */
export const cityHouse = (lake: string, on: string): FeedParts => feedHouse(lake, Date.parse(`${on}T20:00:00+08:00`));

/** Every feed of the city into the lake, as the command line would. */
export async function importCity(
  house: FeedParts,
  folder: string,
  { on }: Pick<Truth, 'on'>,
): Promise<ReadonlyMap<string, RowCounts>> {
  const counts = new Map<string, RowCounts>();
  for (const feed of dongyingFeeds) {
    const table = await openTable({ kind: 'file', path: join(folder, `${feed.id}.csv`) });
    const outcome = await importFeed(house, { feed, table, on, by: 'system:invented-city' });
    if (outcome.kind !== 'imported') throw new Error(`${feed.id} is ${outcome.kind}`, { cause: outcome });
    counts.set(feed.id, outcome.report.counts);
  }
  return counts;
}

export async function cityInputs(house: FeedParts): Promise<ReadonlyMap<string, ScanInput>> {
  const inputs = new Map<string, ScanInput>();
  for (const { id } of dongyingFeeds) {
    const manifest: Manifest | undefined = await house.lake.latest(id);
    if (manifest !== undefined) inputs.set(id, { manifest, files: await house.lake.files(manifest) });
  }
  return inputs;
}

export interface Found {
  /** Match keys, sorted. */
  readonly hits: readonly string[];
  readonly proposed: readonly string[];
}

/** One scan of all indicators; `memoryMb` is DuckDB's own. */
export async function scanCity(
  house: FeedParts,
  { on }: Pick<Truth, 'on'>,
  options: { readonly temporary: string; readonly memoryMb: number },
): Promise<{ readonly report: ScanReport; readonly hits: readonly Hit[] }> {
  mkdirSync(options.temporary, { recursive: true });
  const scanner = createScanner({ ...options, threads: 2, now: () => performance.now() });
  const inputs = await cityInputs(house);
  const hits: Hit[] = [];
  const report = await scanner.scan(
    { indicators: dongyingIndicators, feeds: dongyingFeeds, asOf: on, inputs, drawKey: () => 'invented-city-run-key' },
    async (batch) => {
      hits.push(...batch);
    },
  );
  return { report, hits };
}

export const byIndicator = (hits: readonly Hit[]): Readonly<Record<string, Found>> =>
  Object.fromEntries(
    indicatorIds.map((id) => {
      const own = hits.filter(({ indicator }) => indicator === id);
      const keys = (isProposed: boolean) =>
        own.filter((hit) => (hit.isProposed === true) === isProposed).map(({ person }) => person);
      return [id, { hits: keys(false).toSorted(), proposed: keys(true).toSorted() }];
    }),
  );

/** What should be found, under the names that people have in the lake. */
export function plantedKeys({ vault }: Pick<FeedParts, 'vault'>, truth: Truth): Readonly<Record<string, Found>> {
  const keys = (list: Truth['planted'], id: IndicatorId) =>
    list[id].map(({ idNumber }) => matchKey(personId(vault.blindIndex('person', idNumber)))).toSorted();
  return Object.fromEntries(
    indicatorIds.map((id) => [id, { hits: keys(truth.planted, id), proposed: keys(truth.proposed, id) }]),
  );
}
