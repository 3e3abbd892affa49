import { describe, expect, it } from 'vitest';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { createAnchors } from '../../../../functions/store/anchors.ts';
import { signatureCheck } from '../../../../functions/adapters/crypto/signature-check.ts';
import { openSigningKey } from '../../../../functions/adapters/crypto/signing-key-file.ts';
import { createScanRuns } from '../../../../functions/store/scan-runs.ts';
import { takeAnchor } from '../../../../functions/usecases/audit/take-anchor.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { auditedHouse, MONDAY } from './house.ts';

const ends = ({ entries }: { entries: readonly { chain: string; seq: number }[] }) =>
  entries.map(({ chain, seq }) => `${chain} ${seq}`);

describe('the anchor of a day', () => {
  it('names where every chain ends, in order, at the first time', async () => {
    const house = auditedHouse();
    for (const id of ['c-2', 'c-1', 'c-3']) await house.record(id);
    await createScanRuns(house.items).append({
      type: 'indicator-switched',
      at: 1,
      actor: 'a',
      data: { indicator: 'death', isOn: false, reason: '' },
    });
    expect(await house.take()).toEqual({ kind: 'taken', number: 1, chains: 4, faulty: [] });
    const anchor = await house.entries(1);
    expect(ends(anchor)).toEqual(['case:c-1 2', 'case:c-2 2', 'case:c-3 2', 'record:scan-runs 1']);
    expect(anchor.entries[0]?.hash).toBe(house.heads.get('c-1')?.lastHash);
    expect(anchor.statement).toMatchObject({
      number: 1,
      day: MONDAY,
      previous: '',
      covers: 'all',
      entries: 4,
      faulty: 0,
    });
    expect(house.measured).toEqual([
      ['ChainFaults', 0],
      ['AnchorAgeHours', 0],
    ]);
  });

  it('is taken once, however often it is asked for', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    await house.record('c-1');
    house.goTo(0, 9);
    expect(await house.take()).toEqual({ kind: 'known' });
    expect(house.files()).toHaveLength(1);
    expect(house.measured.at(-1)).toEqual(['AnchorAgeHours', 5]);
  });

  it('names on the next days only what has grown, and continues the one before', async () => {
    const house = auditedHouse();
    for (const id of ['c-1', 'c-2']) await house.record(id);
    await house.take();
    house.goTo(1);
    await house.record('c-2', 1);
    await house.record('c-3');
    expect(await house.take()).toMatchObject({ kind: 'taken', number: 2, chains: 2 });
    const [first, second] = [await house.entries(1), await house.entries(2)];
    expect(ends(second)).toEqual(['case:c-2 3', 'case:c-3 2']);
    expect(second.statement).toMatchObject({ covers: 'changed', previous: first.hash, day: civilDate('2026-03-03') });
  });

  it('is taken also on a day on which nothing was recorded', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    house.goTo(1);
    expect(await house.take()).toMatchObject({ kind: 'taken', number: 2, chains: 0 });
  });

  it('names everything again in the first of a month, what did not change and what is gone too', async () => {
    const house = auditedHouse();
    for (const id of ['c-1', 'c-2']) await house.record(id);
    await house.take();
    house.goTo(1);
    await house.record('c-3');
    await house.take();
    house.model.items.clear();
    house.goTo(30);
    await house.record('c-4');
    await house.take();
    const whole = await house.entries(3);
    expect(whole.statement).toMatchObject({ covers: 'all', day: civilDate('2026-04-01') });
    expect(ends(whole)).toEqual(['case:c-1 2', 'case:c-2 2', 'case:c-3 2', 'case:c-4 2']);
  });

  it('catches up after days without one', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    for (const day of [1, 2, 5]) {
      house.goTo(day);
      await house.record(`on-${day}`);
    }
    house.goTo(9);
    await house.take();
    expect(ends(await house.entries(2))).toEqual(['case:on-1 2', 'case:on-2 2', 'case:on-5 2']);
    expect(house.measured.at(-1)).toEqual(['AnchorAgeHours', 0]);
  });

  it('does not vouch for a chain that was rewritten since the last one, and says which', async () => {
    const house = auditedHouse();
    for (const id of ['c-1', 'c-2']) await house.record(id, 3);
    await house.take();
    house.goTo(1);
    house.heads.delete('c-1');
    house.model.items.clear();
    for (const id of ['c-1', 'c-2']) await house.record(id, 4);
    house.heads.delete('c-2');
    expect(await house.take()).toEqual({
      kind: 'taken',
      number: 2,
      chains: 0,
      faulty: expect.arrayContaining(['case:c-1', 'case:c-2']),
    });
    expect((await house.entries(2)).statement).toMatchObject({ faulty: 2, entries: 0 });
    expect(house.measured).toContainEqual(['ChainFaults', 2]);
    expect((await house.verify()).findings).not.toEqual([]);
  });

  it('goes on behind a number that somebody filled with something else', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    await house.store.put(2, Buffer.from('nothing'));
    house.goTo(1);
    await house.record('c-1', 1);
    expect(await house.take()).toMatchObject({ kind: 'taken', number: 3 });
    expect((await house.entries(3)).statement.previous).toBe((await house.entries(1)).hash);
    expect((await house.verify()).findings).toEqual([{ kind: 'anchor-forged', number: 2, reason: 'unreadable' }]);
  });

  it('is not put off by one that is dated ahead, and overlooks nothing for it', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    const { statement, hash } = await house.entries(1);
    await house.anchors.add({ ...statement, number: 2, previous: hash, day: civilDate('2199-12-31') }, []);
    house.goTo(1);
    await house.record('c-1', 1);
    expect(await house.take()).toMatchObject({ kind: 'taken', number: 3 });
    expect(ends(await house.entries(3))).toContain('case:c-1 3');
  });

  it('leaves the number to another run that was faster', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    const runs = await Promise.all([house.take(), house.take()]);
    expect(runs.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'taken']);
    expect(house.files()).toHaveLength(1);
  });

  it('says how old the last one is where it cannot be taken', async () => {
    const house = auditedHouse();
    await house.record('c-1');
    await house.take();
    house.goTo(2);
    const { publicKey } = openSigningKey({ file: `${tempFolder()}/k.pem`, dataFolder: '/nowhere', isNew: true });
    const broken = createAnchors(
      house.store,
      { sign: () => Promise.reject(new Error('KMS is away')) },
      signatureCheck([publicKey]),
    );
    const measured: unknown[] = [];
    const failing = takeAnchor({
      chains: house.chains,
      anchors: { ...house.anchors, add: (...one) => broken.add(...one) },
      time: { now: () => Date.parse('2026-03-04T04:00:00+08:00') },
      metrics: { put: (...one) => void measured.push(one) },
    });
    await expect(failing).rejects.toThrow('KMS is away');
    expect(measured).toEqual([['AnchorAgeHours', 48]]);
  });
});
