import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openParquetWriter } from '../../../../functions/adapters/duckdb/parquet-writer.ts';
import { lockDataset } from '../../../../functions/adapters/lake/dataset-lock.ts';
import { fileFeedStates } from '../../../../functions/adapters/lake/file-feed-states.ts';
import { fileLake } from '../../../../functions/adapters/lake/file-lake.ts';
import { fileLakeWriter } from '../../../../functions/adapters/lake/file-lake-writer.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import type { Manifest } from '../../../../functions/ports/lake.ts';
import { feedHouse, rowsAtRest } from '../../../support/feeds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const columns: Manifest['columns'] = [
  { name: 'row_id', type: 'varchar' },
  { name: 'day', type: 'date' },
  { name: 'fen', type: 'bigint' },
  { name: 'count', type: 'integer' },
  { name: 'yes', type: 'boolean' },
];
const ticket = (dt: string) => ({ dataset: 'things', dt: civilDate(dt), columns, sourceSha256: dt, recipe: 'r' });
const version = (dt: string) => ({
  dataset: 'things',
  dt: civilDate(dt),
  rows: 1,
  damaged: 0,
  rejected: 0,
  sourceSha256: dt,
  importedAt: 1,
  importedBy: 'system:test',
});
const stage = async (folder: string, dt: string) => {
  const staging = await fileLakeWriter(folder, openParquetWriter).stage(ticket(dt), async () => `key of ${dt}`);
  if (staging === undefined) throw new Error('somebody else is at work');
  return staging;
};
async function publish(
  folder: string,
  dt: string,
  rows: readonly (string | number | boolean | null)[][],
): Promise<Manifest> {
  const staging = await stage(folder, dt);
  for (const row of rows) staging.append(row);
  await staging.finishPart();
  const manifest = await staging.publish(version(dt));
  await staging.close();
  return manifest;
}

describe('the lake in a folder', () => {
  it('gives back every type as it was written, nothing included', async () => {
    const folder = tempFolder();
    const manifest = await publish(folder, '2026-03-01', [
      ["a'b", '2026-02-28', 900_000_000_000_000, -2_147_483_647, true],
      ['c', null, null, null, null],
    ]);
    expect(manifest).toMatchObject({ key: 'key of 2026-03-01', parts: [{ name: 'part-00000.parquet', rows: 2 }] });
    expect(await rowsAtRest({ ...feedHouse(folder), lake: fileLake(folder) }, manifest)).toEqual([
      { row_id: "a'b", day: '2026-02-28', fen: '900000000000000', count: -2_147_483_647, yes: true },
      { row_id: 'c', day: null, fen: null, count: null, yes: null },
    ]);
  });

  it('refuses a value of another type without saying it', async () => {
    const staging = await stage(tempFolder(), '2026-03-01');
    expect(() => staging.append(['secret', 1, null, null, null])).toThrow('a number in the column day');
    expect(() => staging.append(['secret'])).toThrow('a row of 1 values');
    await staging.close().catch(() => undefined);
  });

  it('has the versions that have a manifest, by day, and no others', async () => {
    const folder = tempFolder();
    const lake = fileLake(folder);
    expect(await lake.versions('things')).toEqual([]);
    expect(await lake.latest('things')).toBeUndefined();
    const [later, sooner] = [await publish(folder, '2026-03-31', []), await publish(folder, '2026-02-28', [])];
    mkdirSync(join(folder, 'things', 'dt=2026-04-30'));
    writeFileSync(join(folder, 'things', 'dt=2026-04-30', 'part-00000.parquet'), 'half');
    mkdirSync(join(folder, 'things', 'dt=tomorrow'));
    expect(await lake.versions('things')).toEqual([sooner, later]);
    expect(await lake.latest('things')).toEqual(later);
    expect(await lake.latest('things', civilDate('2026-03-30'))).toEqual(sooner);
    expect(await lake.latest('things', civilDate('2026-02-27'))).toBeUndefined();
  });

  it('says which file is broken rather than passing over it', async () => {
    const folder = tempFolder();
    await publish(folder, '2026-03-31', []);
    for (const [file, text] of [
      [join(folder, 'things', 'dt=2026-03-31', '_manifest.json'), '{"dataset":1}'],
      [join(folder, 'things', 'register.json'), '{'],
    ] as const) {
      writeFileSync(file, text);
    }
    await expect(fileLake(folder).latest('things')).rejects.toMatchObject({ name: 'LakeBroken' });
    await expect(fileFeedStates(folder).read('things')).rejects.toThrow('register.json');
  });

  it('lets one writer at a time into a dataset', async () => {
    const folder = tempFolder();
    const first = await stage(folder, '2026-03-01');
    const writer = fileLakeWriter(folder, openParquetWriter);
    expect(await writer.stage(ticket('2026-03-02'), async () => 'k')).toBeUndefined();
    await first.close();
    await first.close();
    const second = await writer.stage(ticket('2026-03-02'), async () => 'k');
    await second?.close();
    expect(second).toBeDefined();
    const lock = lockDataset(join(folder, '.staging', 'things', 'lock'));
    expect(lock).toBeDefined();
    lock?.release();
  });
});
