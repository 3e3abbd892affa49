import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScanner } from '../../../../functions/adapters/duckdb/scan.ts';
import { openTable } from '../../../../functions/adapters/tabular/open-table.ts';
import type { Hit } from '../../../../functions/domain/monitoring/hit.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import type { ScanInput, ScanReport } from '../../../../functions/ports/scanner.ts';
import { importFeed } from '../../../../functions/usecases/feed/import-feed.ts';
import { pseudonymsOf } from '../../../../functions/usecases/feed/pseudonyms.ts';
import { idNumberSchema } from '../../../../functions/domain/values/id-number.ts';
import { writeCity } from '../../../../local/population/city.ts';
import { indicatorIds } from '../../../../local/population/indicator-ids.ts';
import type { IndicatorId } from '../../../../local/population/indicator-ids.ts';
import type { Case, Truth } from '../../../../local/population/truth.ts';
import { readCityFiles } from '../../../support/city-files.ts';
import { feedHouse } from '../../../support/feeds.ts';
import { dongyingFeeds, dongyingIndicators } from '../../../support/indicators.ts';
import { naiveIndicators } from '../../../support/naive-indicators.ts';

/** Of these one member stands for the household, chosen by an order that ID numbers and match keys do not share. */
const ofHouseholds: readonly string[] = [
  'household-medical-burden',
  'no-labour-household',
  'house',
  'financial-assets',
];

describe.each([
  { persons: 5_000, seed: 7, on: '2026-11-01' },
  { persons: 3_000, seed: 3, on: '2028-02-29' },
])('a scan of an invented city of $persons people, seed $seed, on $on', ({ persons, seed, on }) => {
  const asOf = civilDate(on);
  const folder = mkdtempSync(join(tmpdir(), 'yimen-scan-city-'));
  const house = feedHouse(join(folder, 'lake'), Date.parse(`${on}T09:00:00+08:00`));
  const keys = pseudonymsOf(house.vault);
  const hits: Hit[] = [];
  let truth: Truth;
  let report: ScanReport;
  let naive: ReadonlyMap<IndicatorId, readonly string[]>;

  beforeAll(async () => {
    const files = join(folder, 'files');
    truth = writeCity({ folder: files, persons, seed, on: asOf, progress: () => {} });
    naive = naiveIndicators(readCityFiles(files), asOf);
    const inputs = new Map<string, ScanInput>();
    for (const feed of dongyingFeeds) {
      const table = await openTable({ kind: 'file', path: join(files, `${feed.id}.csv`) });
      await importFeed(house, { feed, table, by: 'system:test', on: asOf });
      const manifest = await house.lake.latest(feed.id, asOf);
      if (manifest !== undefined) inputs.set(feed.id, { manifest, files: await house.lake.files(manifest) });
    }
    const scanner = createScanner({ memoryMb: 256, threads: 2, temporary: folder, now: () => 0 });
    const request = { indicators: dongyingIndicators, feeds: dongyingFeeds, asOf, inputs };
    const drawKey = () => 'drawn-for-this-one-run';
    report = await scanner.scan({ ...request, drawKey }, async (batch) => void hits.push(...batch));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const personKey = (idNumber: string) => keys.person(idNumberSchema.parse(idNumber));
  /** By what a hit and a case of the truth can be compared. */
  const keyOfHit = (id: string, { person, household }: Hit) => (ofHouseholds.includes(id) ? household : person);
  const keyOfCase = (id: string, { idNumber, household }: Case) =>
    ofHouseholds.includes(id) ? keys.household(household) : personKey(idNumber);
  const found = (id: string, isProposed: boolean) =>
    hits
      .filter((hit) => hit.indicator === id && (hit.isProposed === true) === isProposed)
      .map((hit) => keyOfHit(id, hit))
      .toSorted();
  const planted = (id: IndicatorId, list: 'planted' | 'proposed') =>
    truth[list][id].map((one) => keyOfCase(id, one)).toSorted();

  it('computes all of them', () => {
    expect(report.indicators.filter(({ kind }) => kind !== 'computed')).toEqual([]);
    expect(dongyingIndicators.map(({ id }) => id).toSorted()).toEqual([...indicatorIds].toSorted());
  });

  it.each(indicatorIds)('%s: whom plain TypeScript finds, and whom the city was given', (id) => {
    expect(found(id, false)).toEqual(planted(id, 'planted'));
    const byTypeScript = (naive.get(id) ?? []).map(personKey).toSorted();
    expect(ofHouseholds.includes(id) ? byTypeScript.length : found(id, false)).toEqual(
      ofHouseholds.includes(id) ? found(id, false).length : byTypeScript,
    );
  });

  it.each(indicatorIds)('%s: those whose row is damaged are proposed, and nobody else', (id) => {
    expect(found(id, true)).toEqual(planted(id, 'proposed'));
  });

  it('finds no near miss', () => {
    const wrong = indicatorIds.flatMap((id) =>
      truth.nearMisses[id].map((one) => keyOfCase(id, one)).filter((key) => found(id, false).includes(key)),
    );
    expect(wrong).toEqual([]);
  });
});
