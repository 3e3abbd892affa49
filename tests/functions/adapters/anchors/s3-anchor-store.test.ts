import { describe, expect, it } from 'vitest';
import { anchorName } from '../../../../functions/adapters/anchors/anchor-name.ts';
import { s3AnchorStore } from '../../../../functions/adapters/anchors/s3-anchor-store.ts';
import { lockedBucket } from '../../../support/locked-bucket.ts';

const KEY = `anchors/${anchorName(1)}`;

async function setup() {
  const bucket = lockedBucket();
  const store = s3AnchorStore(bucket.client, 'anchors');
  for (const number of [1, 2]) await store.put(number, Buffer.from(`anchor ${number}`));
  const text = async (number: number) => Buffer.from((await store.read(number)) ?? []).toString();
  return { bucket, store, text };
}

describe('anchors under Object Lock', () => {
  it('are read as they were first written, whatever was laid over them', async () => {
    const { bucket, store, text } = await setup();
    for (let time = 0; time < 4; time += 1) bucket.layOver(KEY, Buffer.from(`other ${time}`));
    expect(await text(1)).toBe('anchor 1');
    expect(await store.numbers()).toEqual([1, 2]);
  });

  it('are there under a deletion mark, which lets nobody take their place', async () => {
    const { bucket, store, text } = await setup();
    bucket.markDeleted(KEY);
    expect(await store.numbers()).toEqual([1, 2]);
    expect(await store.put(1, Buffer.from('other'))).toBe(false);
    expect(await text(1)).toBe('anchor 1');
  });

  it('are not mistaken for what else lies in the bucket', async () => {
    const { bucket, store } = await setup();
    bucket.layOver('anchors/readme.txt', Buffer.from('x'));
    bucket.layOver(`anchors/${anchorName(0)}`, Buffer.from('x'));
    expect(await store.numbers()).toEqual([1, 2]);
  });
});
