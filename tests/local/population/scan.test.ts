import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import type { RowCounts } from '../../../functions/domain/monitoring/feed/verdict.ts';
import type { FeedParts } from '../../../functions/usecases/feed/parts.ts';
import { writeCity } from '../../../local/population/city.ts';
import type { Truth } from '../../../local/population/truth.ts';
import { byIndicator, cityHouse, importCity, plantedKeys, scanCity } from '../../support/city-lake.ts';

describe.each([
  { persons: 6_000, seed: 7, on: '2026-11-01' },
  { persons: 4_000, seed: 8, on: '2028-02-29' },
  { persons: 4_000, seed: 9, on: '2027-01-01' },
])('a city of $persons people, seed $seed, on $on, imported and scanned', ({ persons, seed, on }) => {
  let folder: string;
  let house: FeedParts;
  let truth: Truth;
  let counts: ReadonlyMap<string, RowCounts>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-city-'));
    truth = writeCity({ folder, persons, seed, on: civilDate(on), progress: () => {} });
    house = cityHouse(join(folder, 'lake'), on);
    counts = await importCity(house, folder, truth);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes in every row but the broken ones, and knows which are damaged', () => {
    for (const [feed, { read, damaged, rejected, duplicates }] of counts) {
      const of = (rows: readonly { readonly feed: string }[]) => rows.filter((row) => row.feed === feed).length;
      expect({ feed, read, damaged, rejected, duplicates }).toEqual({
        feed,
        read: truth.files[feed]!.rows,
        damaged: of(truth.damaged),
        rejected: of(truth.rejected) + of(truth.repeated.filter(({ isSame }) => !isSame)),
        duplicates: of(truth.repeated.filter(({ isSame }) => isSame)),
      });
    }
  });

  it('hits exactly the planted cases, and proposes exactly those that a damaged row hides', async () => {
    const { hits } = await scanCity(house, truth, { temporary: join(folder, 'spill'), memoryMb: 512 });
    expect(byIndicator(hits)).toEqual(plantedKeys(house, truth));
  });
});
