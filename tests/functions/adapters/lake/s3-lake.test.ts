import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { s3FeedStates } from '../../../../functions/adapters/lake/s3-feed-states.ts';
import { s3LakeWriter } from '../../../../functions/adapters/lake/s3-lake-writer.ts';
import { s3Lake } from '../../../../functions/adapters/lake/s3-lake.ts';
import { s3ObjectWriter } from '../../../../functions/adapters/lake/s3-object-writer.ts';
import { s3Objects } from '../../../../functions/adapters/lake/s3-objects.ts';
import { openParquetWriter } from '../../../../functions/adapters/duckdb/parquet-writer.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { s3Bucket } from '../../../support/s3-bucket.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const dt = civilDate('2026-11-01');
const columns = [{ name: 'row_id', type: 'varchar' }] as const;

function lakeOf() {
  const bucket = s3Bucket();
  const objects = { ...s3Objects(bucket.client, 'lake'), ...s3ObjectWriter(bucket.client, 'lake') };
  const sandbox = () => tempFolder();
  const deliver = async (source: string, rows: number) => {
    const writer = s3LakeWriter(objects, sandbox(), openParquetWriter);
    const ticket = { dataset: 'deaths', dt, columns, sourceSha256: source.repeat(64), recipe: 'r' };
    const staging = await writer.stage(ticket, () => Promise.resolve('key'));
    if (staging === undefined) throw new Error('nobody else is at work');
    try {
      for (let row = 0; row < rows; row += 1) staging.append([`${source}${row}`]);
      await staging.finishPart();
      return await staging.publish({
        dataset: 'deaths',
        dt,
        rows,
        damaged: 0,
        rejected: 0,
        sourceSha256: ticket.sourceSha256,
        importedAt: 0,
        importedBy: 'test',
      });
    } finally {
      await staging.close();
    }
  };
  return { bucket, objects, deliver, reader: () => s3Lake(objects, sandbox()) };
}

describe('a lake in a bucket', () => {
  it('is read by another sandbox than the one that wrote it', async () => {
    const { deliver, reader } = lakeOf();
    expect(await reader().latest('deaths')).toBeUndefined();
    const made = await deliver('a', 3);
    const lake = reader();
    expect(await lake.latest('deaths')).toEqual(made);
    expect(await lake.versions('deaths')).toEqual([made]);
    expect(await lake.latest('deaths', civilDate('2026-10-31'))).toBeUndefined();
    const [path = ''] = await lake.files(made);
    expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
    // What is there is not fetched again.
    expect(await lake.files(made)).toEqual([path]);
  });

  it('keeps what is read while the same day is delivered anew', async () => {
    const { deliver, reader } = lakeOf();
    const first = await deliver('a', 1);
    const second = await deliver('b', 2);
    expect(second.parts[0]?.name).not.toBe(first.parts[0]?.name);
    expect(await reader().latest('deaths')).toEqual(second);
    expect(await reader().files(first)).toHaveLength(1);
  });

  it('shows the version before until the manifest is there', async () => {
    const { bucket, deliver, reader } = lakeOf();
    const first = await deliver('a', 1);
    for (const failing of [/part-/, /_manifest/]) {
      bucket.state.failing = (key) => failing.test(key);
      await expect(deliver('b', 2)).rejects.toThrow('the bucket took no');
      expect(await reader().latest('deaths')).toEqual(first);
    }
    bucket.state.failing = () => false;
    expect(await deliver('b', 2)).toMatchObject({ rows: 2 });
  });

  it('remembers what became of deliveries', async () => {
    const { objects } = lakeOf();
    const states = s3FeedStates(objects);
    expect(await states.read('deaths')).toEqual({});
    const counts = { read: 1, kept: 1, damaged: 0, rejected: 0, duplicates: 0 };
    const lastGood = { at: 1, by: 'test', dt, sourceSha256: 'x', counts };
    await states.write('deaths', { lastGood });
    expect(await states.read('deaths')).toEqual({ lastGood });
  });
});
