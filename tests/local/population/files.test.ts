import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { parseIdNumber } from '../../../functions/domain/values/id-number.ts';
import { writeCity } from '../../../local/population/city.ts';
import type { CityOptions } from '../../../local/population/city.ts';
import { gb18030Feeds } from '../../../local/population/feed-files.ts';
import { gapIds, overlapIds } from '../../../local/population/indicator-ids.ts';
import type { Truth } from '../../../local/population/truth.ts';
import { dongyingFeeds } from '../../../policy/feeds/dongying.ts';
import { feedText, readCityFiles, readTruth } from '../../support/city-files.ts';
import type { CityFiles, CityRow } from '../../support/city-files.ts';

const PERSONS = 20_000;
const on = civilDate('2026-11-01');
const folders: string[] = [];

function city(persons: number, seed: number, more: Partial<CityOptions> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-city-'));
  folders.push(folder);
  writeCity({ folder, persons, seed, on, progress: () => {}, ...more });
  return folder;
}

const digests = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map(
      (file) =>
        `${file} ${createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex')}`,
    );

/** Fewest insertions, deletions and substitutions. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, character] of Array.from(a).entries()) {
    const next = [index + 1];
    for (let at = 0; at < b.length; at += 1) {
      next.push(Math.min(next[at]! + 1, row[at + 1]! + 1, row[at]! + (character === b[at] ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

describe('the files of a city', () => {
  let folder: string;
  let truth: Truth;
  let read: CityFiles;
  let residents: readonly CityRow[];
  beforeAll(() => {
    folder = city(PERSONS, 7);
    truth = readTruth(folder);
    read = readCityFiles(folder);
    residents = read.rows.get('residents')!;
  });
  afterAll(() => {
    for (const made of folders) rmSync(made, { recursive: true });
  });

  it('are the same bytes for the same arguments, and others for another seed', () => {
    const again = digests(city(PERSONS, 7));
    expect(again).toEqual(digests(folder));
    expect(digests(city(PERSONS, 8))).not.toEqual(again);
  });

  it('can be of townships that one chooses, and of other people than another city of the same seed', () => {
    const townships = ['370502100', '370502101'];
    const [one, other] = [1, 2].map((sequence) => {
      const rows = readCityFiles(city(3_000, 7, { sequence, townships })).rows.get('residents')!;
      return {
        rows,
        known: new Set(rows.flatMap(({ person, values }) => [person ?? [], values['household']!].flat())),
      };
    });
    expect([...one!.known].filter((value) => other!.known.has(value))).toEqual([]);
    expect(new Set(one!.rows.map(({ values }) => values['area']))).toEqual(new Set(townships));
  });

  it('are one for each feed, under the headings of the register', () => {
    for (const { id, fields } of dongyingFeeds) {
      const [heading] = feedText(readFileSync(join(folder, `${id}.csv`))).split('\n', 1);
      expect(heading).toBe(fields.map(({ title }) => title).join(','));
    }
  });

  it('count as the truth says', () => {
    for (const [id, { file, rows }] of Object.entries(truth.files)) {
      const lines = feedText(readFileSync(join(folder, file))).split('\n').length - 2;
      expect(`${id} ${lines}`).toBe(`${id} ${rows}`);
    }
  });

  it('come in UTF-8 but for two in GB18030, without a mark', () => {
    for (const { id } of dongyingFeeds) {
      const bytes = readFileSync(join(folder, `${id}.csv`));
      const isUtf8 = (() => {
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes);
          return true;
        } catch {
          return false;
        }
      })();
      expect(`${id} ${isUtf8}`).toBe(`${id} ${!gb18030Feeds.includes(id)}`);
      expect(bytes[0]).not.toBe(0xef);
      expect(feedText(bytes)).not.toContain('\ufffd');
    }
  });

  it('grow with the city as the feeds of Dongying would', () => {
    // Rows for 2.2 million people.
    const sizes = {
      'disability-cards': 100_000,
      'medical-expenses': 734_000,
      unemployment: 147_000,
      deaths: 59_000,
    };
    const large = readTruth(city(110_000, 3));
    for (const [feed, size] of Object.entries(sizes)) {
      const scaled = (large.files[feed]!.rows / 110_000) * 2_200_000;
      expect(scaled / size).toBeGreaterThan(0.9);
      expect(scaled / size).toBeLessThan(1.1);
    }
  });

  it('hold 2.56 people a household, and everybody once', () => {
    const households = new Set(residents.map(({ values }) => values['household']));
    expect(residents.length / households.size).toBeGreaterThan(2.4);
    expect(residents.length / households.size).toBeLessThan(2.7);
    const persons = residents.flatMap(({ person }) => person ?? []);
    expect(new Set(persons).size).toBe(persons.length);
    const written = residents.length + read.rejected.filter(({ feed }) => feed === 'residents').length;
    expect(Math.abs(written - PERSONS)).toBeLessThan(10);
  });

  it('name nobody who lives: every number is sound, and of the area code 999, which is no place', () => {
    for (const { person } of [...read.rows.values()].flat()) {
      if (person === undefined) continue;
      expect(parseIdNumber(person).kind).toBe('id-number');
      expect(person.slice(0, 3)).toBe('999');
    }
    for (const { values } of residents) expect(values['phone']).toMatch(/^100\d{8}$/);
  });

  it('put most recipients on rural 低保', () => {
    const aids = read.rows.get('recipients')!.filter(({ values }) => values['status'] === 'in-force');
    const dibao = aids.filter(({ values }) => values['tier'] === 'dibao');
    expect(dibao.length / aids.length).toBeGreaterThan(0.6);
    const home = new Map(residents.map(({ person, values }) => [person, values['residence']]));
    const rural = dibao.filter(({ person }) => home.get(person) === 'rural');
    expect(rural.length / dibao.length).toBeGreaterThan(0.75);
  });

  it('are damaged as clerks damage them: a person sees whose row it is', () => {
    const rows = new Map([...read.rows.values()].flat().map((row) => [`${row.feed}:${row.line}`, row]));
    expect(truth.damaged.length).toBeGreaterThan(100);
    for (const { feed, line, idNumber } of truth.damaged) {
      const delivered = String(rows.get(`${feed}:${line}`)!.values['id_number']);
      expect(parseIdNumber(delivered).kind).toBe('refused');
      expect(distance(delivered, idNumber)).toBeLessThanOrEqual(2);
    }
    for (const { feed, line, idNumber } of truth.irregular) {
      expect(rows.get(`${feed}:${line}`)!.person).toBe(idNumber);
    }
    const kinds = new Set([...truth.damaged, ...truth.irregular].map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual([
      'fifteen-digit',
      'missing-digit',
      'name-variant',
      'transposed',
      'wrong-digit',
      'x-lost',
    ]);
  });

  it('have about five damaged rows in a thousand, and one to reject', () => {
    const all = Object.values(truth.files).reduce((sum, { rows }) => sum + rows, 0);
    const faulty = truth.damaged.length + truth.irregular.length;
    expect(faulty / all).toBeGreaterThan(0.003);
    expect(faulty / all).toBeLessThan(0.007);
    expect(truth.rejected.length / all).toBeGreaterThan(0.0005);
    expect(truth.rejected.length / all).toBeLessThan(0.002);
  });

  it('hold some people twice: two sound numbers one digit apart, but for the check character', () => {
    const byLine = new Map(residents.map((row) => [row.line, row]));
    expect(truth.twice.length).toBe(3);
    for (const { idNumbers, lines } of truth.twice) {
      const [first, second] = lines.map((line) => byLine.get(line)!);
      expect([first!.person, second!.person]).toEqual(idNumbers);
      expect(distance(idNumbers[0].slice(0, 17), idNumbers[1].slice(0, 17))).toBe(1);
    }
  });

  it('say which planted cases are gaps and which are overlaps', () => {
    expect(truth.gaps).toEqual(gapIds);
    expect(truth.overlaps).toEqual(overlapIds);
  });

  it('write days and sums in the ways that departments do', () => {
    const text = readFileSync(join(folder, 'medical-expenses.csv'), 'utf8');
    expect(text).toMatch(/,\d{4}-\d\d-\d\d,/);
    expect(text).toMatch(/,\d{8},/);
    expect(text).toMatch(/,\d{4}\/\d{1,2}\/\d{1,2},/);
    expect(text).toMatch(/,"\d{1,3},\d{3}\.\d\d"\n/);
    expect(text).toMatch(/,\d+\.\d\d\n/);
  });
});
