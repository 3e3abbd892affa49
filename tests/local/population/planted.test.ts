import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { writeCity } from '../../../local/population/city.ts';
import { indicatorIds } from '../../../local/population/indicator-ids.ts';
import type { Truth } from '../../../local/population/truth.ts';
import { readCityFiles } from '../../support/city-files.ts';
import type { CityFiles } from '../../support/city-files.ts';
import { naiveIndicators } from '../../support/naive-indicators.ts';

const cities: readonly { persons: number; seed: number; on: string }[] = [
  { persons: 5_000, seed: 7, on: '2026-11-01' },
  { persons: 5_000, seed: 1, on: '2026-11-27' },
  { persons: 5_000, seed: 2, on: '2027-01-01' },
  { persons: 5_000, seed: 3, on: '2028-02-29' },
  { persons: 5_000, seed: 4, on: '2026-08-31' },
  { persons: 2_000, seed: 5, on: '2026-12-31' },
  { persons: 60_000, seed: 6, on: '2026-11-01' },
];

const idNumbers = (cases: readonly { readonly idNumber: string }[]) => cases.map(({ idNumber }) => idNumber).toSorted();

describe.each(cities)('a city of $persons people, seed $seed, on $on', ({ persons, seed, on }) => {
  const asOf = civilDate(on);
  let truth: Truth;
  let city: CityFiles;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'yimen-city-'));
    truth = writeCity({ folder, persons, seed, on: asOf, progress: () => {} });
    city = readCityFiles(folder);
    rmSync(folder, { recursive: true });
  });

  it('has exactly the planted cases of every indicator, in the rows that name their person', () => {
    const found = naiveIndicators(city, asOf);
    const expected = Object.fromEntries(indicatorIds.map((id) => [id, idNumbers(truth.planted[id])]));
    expect(Object.fromEntries(indicatorIds.map((id) => [id, found.get(id)]))).toEqual(expected);
    expect(indicatorIds.filter((id) => truth.planted[id].length < 3)).toEqual([]);
  });

  it('has besides exactly the proposed ones, once every damaged row is settled', () => {
    const owners = new Map(truth.damaged.map(({ feed, line, idNumber }) => [`${feed}:${line}`, idNumber]));
    const found = naiveIndicators(city, asOf, ({ feed, line }) => owners.get(`${feed}:${line}`));
    const expected = Object.fromEntries(
      indicatorIds.map((id) => [id, idNumbers([...truth.planted[id], ...truth.proposed[id]])]),
    );
    expect(Object.fromEntries(indicatorIds.map((id) => [id, found.get(id)]))).toEqual(expected);
  });

  it('has near misses of every indicator', () => {
    expect(indicatorIds.filter((id) => truth.nearMisses[id].length < 3)).toEqual([]);
    const residents = new Set(city.rows.get('residents')!.map(({ person }) => person));
    const near = indicatorIds.flatMap((id) => idNumbers(truth.nearMisses[id]));
    expect(near.filter((idNumber) => !residents.has(idNumber))).toEqual([]);
  });

  it('reads the rows that must be rejected as such, and no others', () => {
    const expected = truth.rejected.map(({ feed, line, field }) => ({ feed, line, fields: [field] }));
    const contradicted = truth.repeated
      .filter(({ isSame }) => !isSame)
      .map(({ feed, line }) => ({ feed, line, fields: ['settlement_no'] }));
    const order = (a: { feed: string; line: number }, b: { feed: string; line: number }) =>
      a.feed === b.feed ? a.line - b.line : a.feed < b.feed ? -1 : 1;
    expect(city.rejected.toSorted(order)).toEqual([...expected, ...contradicted].toSorted(order));
  });

  it('repeats what it says that it repeats', () => {
    const said = truth.repeated.filter(({ isSame }) => isSame).map(({ feed, line }) => `${feed}:${line}`);
    expect(city.repeated.map(({ feed, line }) => `${feed}:${line}`).toSorted()).toEqual(said.toSorted());
  });

  it('damages the rows that it says, and no others', () => {
    const damaged = [...city.rows.values()].flat().filter(({ person }) => person === undefined);
    const said = truth.damaged.map(({ feed, line }) => `${feed}:${line}`);
    expect(damaged.map(({ feed, line }) => `${feed}:${line}`).toSorted()).toEqual(said.toSorted());
  });
});
