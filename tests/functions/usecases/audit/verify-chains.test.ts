import { describe, expect, it } from 'vitest';
import { anchorName } from '../../../../functions/adapters/anchors/anchor-name.ts';
import { s3AnchorStore } from '../../../../functions/adapters/anchors/s3-anchor-store.ts';
import { lockedBucket } from '../../../support/locked-bucket.ts';
import { auditedHouse } from './house.ts';

describe('the verification of all chains', () => {
  it('finds a house that never recorded anything intact', async () => {
    expect(await auditedHouse().verify()).toEqual({ chains: 0, events: 0, notAnchored: 0, anchors: 0, findings: [] });
  });

  it('counts what it looked at, and what no anchor names yet', async () => {
    const house = auditedHouse();
    await house.record('c-1', 3);
    await house.take();
    await house.record('c-2', 2);
    expect(await house.verify()).toEqual({
      chains: 2,
      events: 5,
      notAnchored: 1,
      anchors: 1,
      lastAnchor: { number: 1, day: '2026-03-02' },
      findings: [],
    });
  });

  it('finds a rewritten history also where anchors of it were signed with the house’s own key', async () => {
    const house = auditedHouse();
    await house.record('c-1', 3);
    await house.take();
    // Whoever holds key and table: history anew, and an anchor that vouches for it.
    house.model.items.clear();
    house.heads.clear();
    house.goTo(1);
    await house.record('c-1', 4);
    const { hash, statement } = await house.entries(1);
    const head = house.heads.get('c-1')!;
    await house.anchors.add({ ...statement, number: 2, day: statement.day, previous: hash, covers: 'changed' }, [
      { chain: 'case:c-1', seq: head.lastSeq, hash: head.lastHash },
    ]);
    expect((await house.verify()).findings).toEqual([{ chain: 'case:c-1', kind: 'rewritten', seq: 3 }]);
  });

  it('goes by what was first written into the bucket, whatever was laid over it since', async () => {
    const bucket = lockedBucket();
    const house = auditedHouse(s3AnchorStore(bucket.client, 'anchors'));
    await house.record('c-1', 3);
    await house.take();
    house.goTo(1);
    await house.record('c-1', 1);
    await house.take();
    bucket.layOver(`anchors/${anchorName(1)}`, Buffer.from('nothing'));
    bucket.markDeleted(`anchors/${anchorName(2)}`);
    expect(await house.verify()).toMatchObject({ anchors: 2, findings: [] });
    house.model.items.clear();
    expect((await house.verify()).findings).toEqual([{ chain: 'case:c-1', kind: 'case-deleted', anchored: 4 }]);
  });
});
