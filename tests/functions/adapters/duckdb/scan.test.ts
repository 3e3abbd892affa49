import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScanner } from '../../../../functions/adapters/duckdb/scan.ts';
import { bestOf, pointsOf } from '../../../../functions/domain/monitoring/fuzzy.ts';
import type { Hit } from '../../../../functions/domain/monitoring/hit.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import type { ScanReport, ScanRequest } from '../../../../functions/ports/scanner.ts';
import { dongyingFeeds, dongyingIndicators, withSql } from '../../../support/indicators.ts';
import { asHousehold, indicatorCases } from '../../../support/indicator-cases.ts';
import { keyOf, smallLake } from '../../../support/small-lake.ts';
import type { LakeRow, LakeRows } from '../../../support/small-lake.ts';

const folder = { path: mkdtempSync(join(tmpdir(), 'yimen-scan-')) };
const scanner = createScanner({ memoryMb: 256, threads: 2, temporary: folder.path, now: () => 0 });

async function scan(rows: LakeRows, more: Partial<ScanRequest> = {}) {
  const all = Object.fromEntries(dongyingFeeds.map(({ id }) => [id, rows[id] ?? []]));
  const { inputs } = await smallLake(folder.path, all);
  const hits: Hit[] = [];
  const request: ScanRequest = {
    indicators: dongyingIndicators,
    feeds: dongyingFeeds,
    asOf: civilDate('2026-11-01'),
    inputs,
    drawKey: () => '0123456789abcdefABCDEF',
    ...more,
  };
  const report = await scanner.scan(request, async (batch) => void hits.push(...batch));
  return { hits, report };
}

const together = (all: readonly LakeRows[]): LakeRows => {
  const joined: Record<string, LakeRow[]> = {};
  for (const rows of all) for (const [feed, list] of Object.entries(rows)) (joined[feed] ??= []).push(...list);
  return joined;
};

afterAll(() => rmSync(folder.path, { recursive: true }));

describe('the indicators', () => {
  const ids = Object.keys(indicatorCases);
  const short = (id: string) => `i${ids.indexOf(id)}`;
  let hits: readonly Hit[];
  let report: ScanReport;
  beforeAll(async () => {
    const households = Object.entries(indicatorCases).flatMap(([id, { hit, misses }]) => [
      asHousehold(`${short(id)}h`, hit),
      ...Object.values(misses).map((rows, index) => asHousehold(`${short(id)}m${index}`, rows)),
    ]);
    ({ hits, report } = await scan(together(households)));
  });

  it('have each a case of theirs', () => {
    expect(ids.toSorted()).toEqual(dongyingIndicators.map(({ id }) => id).toSorted());
    expect(report.indicators.map(({ kind }) => kind)).toEqual(dongyingIndicators.map(() => 'computed'));
  });

  it.each(ids)('%s finds its person', (id) => {
    const found = hits.filter(({ indicator, person }) => indicator === id && person.startsWith(`h1:${short(id)}h.`));
    expect(found.map(({ person, household, area }) => ({ person, household, area }))).toEqual([
      { person: keyOf(`${short(id)}h.self`), household: `${short(id)}h`, area: '370502001' },
    ]);
  });

  const misses = Object.entries(indicatorCases).flatMap(([id, one]) =>
    Object.keys(one.misses).map((why, index) => [id, why, index] as const),
  );
  it.each(misses)('%s does not find: %s', (id, _why, index) => {
    const found = hits.filter(
      ({ indicator, person }) => indicator === id && person.startsWith(`h1:${short(id)}m${index}.`),
    );
    expect(found).toEqual([]);
  });

  it('say what they found', () => {
    const cost = hits.find(({ indicator }) => indicator === 'high-medical-cost');
    expect(cost).toMatchObject({ facts: { own_paid_fen: 2_000_000 }, occurredOn: '2026-09-15' });
  });
});

describe('a scan', () => {
  const household = asHousehold('a', indicatorCases['vehicle']?.hit ?? {});

  it('gives the same hits in the same order whatever key the run has', async () => {
    const other = asHousehold('b', indicatorCases['house']?.hit ?? {});
    const first = await scan(together([household, other]));
    const second = await scan(together([other, household]), { drawKey: () => 'another-key-of-this-run' });
    expect(second.hits).toEqual(first.hits);
    expect(first.hits.length).toBeGreaterThan(1);
  });

  it('leaves out what cannot be computed and what may not be, and says so', async () => {
    const { inputs } = await smallLake(folder.path, { residents: [], recipients: [] });
    const planted = withSql("select a.person, a.from_date from read_csv('x') a");
    const twice = withSql('select a.person, a.from_date from recipients a', { id: 'twice' });
    const { report } = await scan({}, { inputs, indicators: [...dongyingIndicators.slice(0, 1), planted] });
    expect(report.indicators).toMatchObject([
      { indicator: 'high-medical-cost', kind: 'not-computed', missing: ['medical-expenses', 'deaths'] },
      { indicator: 'planted', kind: 'refused' },
    ]);
    const doubled = {
      residents: [{ person: 'p', household: 'p', area: '370502001', birth: '1980-01-01' }],
      recipients: [
        { person: 'p', tier: 'dibao', status: 'in-force', from_date: '2020-01-01' },
        { person: 'p', tier: 'dibao', status: 'in-force', from_date: '2021-01-01' },
      ],
    };
    const failed = await scan(doubled, { indicators: [twice] });
    expect(failed.report.indicators).toMatchObject([{ indicator: 'twice', kind: 'failed' }]);
    expect(failed.hits).toEqual([]);
  });

  it('counts whom it finds and cannot place', async () => {
    const { residents: _none, ...rest } = household;
    const { report, hits } = await scan(rest);
    expect(hits).toEqual([]);
    expect(report.indicators.find(({ indicator }) => indicator === 'vehicle')).toMatchObject({ hits: 0, unplaced: 1 });
  });

  it('takes no run key that is unsound', async () => {
    await expect(scan(household, { drawKey: () => "x' || 'y" })).rejects.toThrow('run key');
  });

  it('reads no file once the indicators are asked', async () => {
    const reading = withSql(
      "select a.person, a.from_date from recipients a where a.tier in (select d.x from 'x.csv' d)",
    );
    const { report } = await scan(household, { indicators: [reading] });
    expect(report.indicators).toMatchObject([{ kind: 'refused' }]);
  });
});

describe('damaged rows', () => {
  const parts = { id_area_key: 'A', id_birth: '19800505', id_serial_key: 'S', name_key: 'N' };
  const resident = { household: 'h', area: '370502001', birth: '1980-05-05' };
  const rows = (damaged: LakeRow, others: readonly LakeRow[] = []): LakeRows => ({
    residents: [{ person: 'p', ...resident, ...parts }, ...others],
    recipients: [{ person: 'p', tier: 'dibao', status: 'in-force', from_date: '2026-10-15' }],
    vehicles: [
      { person: null, plate: 'A', vehicle_kind: 'car', price_fen: 8_000_000, registered_on: '2024-01-01', ...damaged },
    ],
  });

  it.each<[string, LakeRow]>([
    ['only the check digit differs, and the name', { ...parts, name_key: 'M' }],
    ['a digit of the birth', { ...parts, id_birth: '19800506' }],
    ['two digits of the birth exchanged', { ...parts, id_birth: '19805005' }],
    ['the area', { ...parts, id_area_key: 'B' }],
    ['the sequence', { ...parts, id_serial_key: 'T' }],
    ['a birth that is none', { ...parts, id_birth: null }],
  ])('are proposed where %s', async (_what, damaged) => {
    const { hits, report } = await scan(rows(damaged));
    expect(hits).toMatchObject([{ indicator: 'vehicle', person: keyOf('p'), isProposed: true }]);
    expect(report).toMatchObject({ damaged: 1, matched: 1 });
    expect(report.indicators.find(({ indicator }) => indicator === 'vehicle')).toMatchObject({ hits: 1, proposed: 1 });
  });

  it('are left alone where too little agrees, or where two come equally near', async () => {
    expect((await scan(rows({ ...parts, id_area_key: 'B', id_serial_key: 'T' }))).hits).toEqual([]);
    const twin = { person: 'q', ...resident, household: 'i', ...parts };
    expect((await scan(rows({ ...parts, id_birth: '19800506' }, [twin]))).hits).toEqual([]);
  });

  it('mark nothing that is found without them', async () => {
    const own = { person: 'p', plate: 'B', vehicle_kind: 'car', price_fen: 9_000_000, registered_on: '2024-01-01' };
    const base = rows({ ...parts });
    const { hits } = await scan({ ...base, vehicles: [...(base['vehicles'] ?? []), own] });
    expect(hits.map(({ isProposed }) => isProposed)).toEqual([undefined]);
  });

  it('find whom the rule finds, over all residents', async () => {
    const part = fc.constantFrom('A', 'B');
    const birth = fc.constantFrom('19800505', '19805005', '19800506', '19790101');
    const row = fc.record({ name_key: part, id_area_key: part, id_serial_key: part, id_birth: birth });
    const lake = fc.record({ residents: fc.array(row, { minLength: 1, maxLength: 6 }), damaged: row });
    await fc.assert(
      fc.asyncProperty(lake, async ({ residents, damaged }) => {
        const people = residents.map((one, index) => ({
          person: `p${index}`,
          ...resident,
          household: `h${index}`,
          ...one,
        }));
        const expected = bestOf(people, (one) =>
          pointsOf({
            name: one.name_key === damaged.name_key,
            area: one.id_area_key === damaged.id_area_key,
            serial: one.id_serial_key === damaged.id_serial_key,
            birthEdits: edits(one.id_birth, damaged.id_birth),
          }),
        );
        const accident = { person: null, event: '火灾', happened_on: '2026-10-01', ...damaged };
        const { hits } = await scan({ residents: people, disasters: [accident] });
        const found = hits.filter(({ indicator }) => indicator === 'disaster-or-accident').map(({ person }) => person);
        expect(found).toEqual(expected === undefined ? [] : [keyOf(expected.person)]);
      }),
      { numRuns: 25 },
    );
  });
});

/** Levenshtein's distance, written plainly. */
function edits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  if (a[0] === b[0]) return edits(a.slice(1), b.slice(1));
  return 1 + Math.min(edits(a.slice(1), b), edits(a, b.slice(1)), edits(a.slice(1), b.slice(1)));
}
