import { describe, expect, it } from 'vitest';
import { createVault } from '../../../functions/adapters/crypto/vault.ts';
import { createPolicy } from '../../../functions/adapters/policy/policy-pack.ts';
import { authorize } from '../../../functions/domain/authority/authorize.ts';
import type { Hit } from '../../../functions/domain/monitoring/hit.ts';
import { matchKey } from '../../../functions/domain/monitoring/match-key.ts';
import { areaCode } from '../../../functions/domain/values/area-code.ts';
import { civilDate } from '../../../functions/domain/values/civil-date.ts';
import { personId } from '../../../functions/domain/values/ids.ts';
import { lakeScope } from '../../../functions/ports/lake.ts';
import type { Lake, Manifest } from '../../../functions/ports/lake.ts';
import type { LakeWriter } from '../../../functions/ports/lake-writer.ts';
import type { ItemStore } from '../../../functions/ports/item-store.ts';
import { createCases } from '../../../functions/store/cases.ts';
import { createScanRuns } from '../../../functions/store/scan-runs.ts';
import { table } from '../../../functions/store/table.ts';
import { createTokens } from '../../../functions/store/tokens.ts';
import { closeAlerts } from '../../../functions/usecases/alert/close-alerts.ts';
import { discoverer } from '../../../functions/usecases/discovery/discoverer.ts';
import type { DiscoveryParts } from '../../../functions/usecases/discovery/parts.ts';
import { raiseAlerts } from '../../../functions/usecases/discovery/raise-alerts.ts';
import { runScan } from '../../../functions/usecases/discovery/run-scan.ts';
import { startScan } from '../../../functions/usecases/discovery/start-scan.ts';
import { furnished } from '../../../functions/usecases/house.ts';
import type { HouseWithDoorbells } from '../../../functions/usecases/house.ts';
import { memoryItemStore } from '../../../local/simulation/memory-storage.ts';
import { sealedInMemory } from '../../../local/simulation/memory-keys.ts';
import { invented } from '../../support/feeds.ts';
import { dongyingFeeds, dongyingIndicators } from '../../support/indicators.ts';

const AREA = areaCode('370502100');
const DAY = civilDate('2026-11-02');
const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const dt = civilDate('2026-10-31');

/** A house over memory whose residents are the invented people 1 to `people`; `items` may fail on the way. */
async function house(people: number, through: (items: ItemStore) => ItemStore = (items) => items) {
  const items = through(memoryItemStore(table));
  let now = NOW;
  const time = { now: () => now };
  const vault = createVault({ ...sealedInMemory(1), time });
  let drawn = 0;
  const ids = {
    unique: () => `unique-id-of-a-test-${(drawn += 1)}`,
    readable: (length: number) =>
      String((drawn += 1))
        .padStart(length, '2')
        .replaceAll(/[01]/g, 'A'),
  };
  const parts = { items, vault, time, ids };
  const key = await vault.createDataKey(lakeScope('residents', dt));
  const manifest = { dataset: 'residents', dt, key, rows: people, sourceSha256: 'x' } as Manifest;
  const keyOf = (sequence: number) => matchKey(personId(vault.blindIndex('person', invented(sequence).number)));
  const identities = new Map<string, { rowId: string; identity: string }>();
  for (let sequence = 1; sequence <= people; sequence += 1) {
    const { number, name } = invented(sequence);
    const sealed = await vault.seal(
      { scope: lakeScope('residents', dt), key, binding: `row-${sequence}` },
      JSON.stringify({ name, idNumber: number }),
    );
    identities.set(keyOf(sequence), { rowId: `row-${sequence}`, identity: sealed });
  }
  let hits: readonly Hit[] = [];
  const opened: string[] = [];
  const discovery: DiscoveryParts = {
    house: furnished({
      cases: createCases(parts, createTokens(items, vault)),
      policy: createPolicy(),
      time,
      ids,
      authorize,
    } as HouseWithDoorbells),
    feeds: dongyingFeeds,
    indicators: dongyingIndicators,
    lake: {
      latest: async (dataset) => (dataset === 'residents' ? manifest : undefined),
      files: async () => [],
    } as Partial<Lake> as Lake,
    scanner: {
      async scan({ indicators }, onHits) {
        await onHits(hits);
        const computed = {
          kind: 'computed' as const,
          sqlSha256: 'x',
          hits: hits.length,
          proposed: 0,
          unplaced: 0,
          ms: 1.5,
        };
        return {
          indicators: indicators.map(({ id }) => ({ indicator: id, ...computed })),
          persons: people,
          damaged: 0,
          matched: 0,
          ms: 2.5,
        };
      },
      async identities(_residents, persons) {
        opened.push(...persons);
        return new Map(
          persons.flatMap((person) => (identities.has(person) ? [[person, identities.get(person)!]] : [])),
        );
      },
    },
    // Nobody was recognised here: there is nothing of our own to put down.
    writer: {} as LakeWriter,
    runs: createScanRuns(items),
    vault,
  };
  return {
    discovery,
    items,
    opened,
    keyOf,
    find: (list: readonly Hit[]) => (hits = list),
    wait: (ms: number) => (now += ms),
    raise: (list: readonly Hit[], asOf = DAY) =>
      raiseAlerts(discovery, {
        hits: list,
        asOf,
        inputs: new Map([['residents', { manifest, files: [] }]]),
        beforeOpening: async () => {},
      }),
    hit: (sequence: number, more: Partial<Hit> = {}): Hit => ({
      indicator: 'vehicle',
      person: keyOf(sequence),
      household: `household-${Math.ceil(sequence / 3)}`,
      area: AREA,
      facts: { tier: 'dibao', vehicle_kind: 'car', price_fen: 8_000_000, registered_on: '2025-05-01' },
      ...more,
    }),
    async alertsOf(sequence: number) {
      const { cases } = discovery.house;
      const caseIds = await cases.casesOf(cases.personId(invented(sequence).number));
      const heads = await Promise.all(caseIds.map((caseId) => cases.head(caseId)));
      return heads.filter((head) => head?.procedure === 'alert');
    },
  };
}

const range = (count: number) => Array.from({ length: count }, (_none, index) => index + 1);

describe('hits become alerts', () => {
  it('once each, also where the raising broke off at any write and was begun again', async () => {
    for (const failAt of [1, 5, 17]) {
      let writes = 0;
      const test = await house(20, (items) => ({
        ...items,
        transact: (actions) => {
          writes += 1;
          if (writes === failAt) throw new Error('the power went');
          return items.transact(actions);
        },
      }));
      const hits = range(20).map((sequence) => test.hit(sequence));
      await expect(test.raise(hits)).rejects.toThrow('the power went');
      const again = await test.raise(hits);
      expect(again.received + again.known).toBe(20);
      expect(again.received).toBeGreaterThan(0);
      for (const sequence of range(20)) expect(await test.alertsOf(sequence)).toHaveLength(1);
      expect(await test.raise(hits)).toMatchObject({ received: 0, known: 20 });
    }
  });

  it('keeps people of one household of the source together', async () => {
    const test = await house(6);
    await test.raise([test.hit(1)]);
    await test.raise(range(6).map((sequence) => test.hit(sequence)));
    const households = await Promise.all(range(6).map(async (one) => (await test.alertsOf(one))[0]?.householdId));
    expect(new Set(households.slice(0, 3)).size).toBe(1);
    expect(new Set(households).size).toBe(2);
  });

  it('opens nobody whom it knows, and says whom it cannot open or place', async () => {
    const test = await house(3);
    await test.raise([test.hit(1)]);
    expect(test.opened).toEqual([test.keyOf(1)]);
    const elsewhere = test.hit(2, { area: areaCode('110101001') });
    const nobody = test.hit(3, { person: 'h1:nobody' });
    expect(await test.raise([test.hit(1), elsewhere, nobody])).toEqual({
      received: 0,
      updated: 0,
      known: 1,
      closedBefore: 0,
      visits: 0,
      declined: { 'unknown-area': 1, 'identity-unreadable': 1 },
    });
  });

  it('is reported again in the next period, and not in the one in which it was closed', async () => {
    const test = await house(1);
    await test.raise([test.hit(1)]);
    const [first] = await test.alertsOf(1);
    const by = { ...discoverer(test.discovery.house.policy), roles: ['county-reviewer' as const] };
    await closeAlerts(test.discovery.house, { by, alerts: [first!.caseId], reason: '已出售(演示)' });
    const cheaper = test.hit(1, { facts: { ...test.hit(1).facts, price_fen: 6_000_000 } });
    expect(await test.raise([cheaper])).toMatchObject({ received: 0, closedBefore: 1 });
    expect(await test.raise([cheaper], civilDate('2027-01-04'))).toMatchObject({ received: 1 });
    expect(await test.discovery.house.cases.judgedOf('vehicle')).toEqual({ verified: 1, founded: 0 });
  });

  it('is no longer a proposal once a sound row shows it', async () => {
    const test = await house(1);
    await test.raise([test.hit(1, { isProposed: true })]);
    expect((await test.alertsOf(1))[0]).toMatchObject({ indicator: 'vehicle', isProposed: true });
    expect(await test.raise([test.hit(1)])).toMatchObject({ updated: 1 });
    expect((await test.alertsOf(1))[0]).not.toHaveProperty('isProposed');
  });
});

describe('the record of runs', () => {
  it('tells what was taken and opened before it tells what came of it, linked and unaltered', async () => {
    const test = await house(2);
    test.find([test.hit(1), test.hit(2)]);
    await runScan(test.discovery, 'somebody');
    const { runs } = test.discovery;
    const events = await runs.events();
    expect(events.map(({ type }) => type)).toEqual(['scan-started', 'identities-opened', 'scan-finished']);
    expect(events[0]).toMatchObject({ actor: 'somebody', data: { missing: expect.arrayContaining(['deaths']) } });
    expect(events[1]).toMatchObject({ data: { persons: 2 } });
    expect(await runs.verify(events)).toBe(true);
    expect(await runs.verify(events.slice(0, 2))).toBe(false);
    expect(await runs.verify(events.toReversed())).toBe(false);
    const altered = events.map((event) => ({ ...event, actor: 'somebody else' }));
    expect(await runs.verify(altered)).toBe(false);
  });

  it('is written by many at once without a gap', async () => {
    const { runs } = (await house(0)).discovery;
    const data = { indicator: 'vehicle', isOn: false, reason: 'x' };
    await Promise.all(range(8).map((at) => runs.append({ type: 'indicator-switched', at, actor: 'somebody', data })));
    const events = await runs.events();
    expect(events.map(({ seq }) => seq)).toEqual(range(8));
    expect(await runs.verify(events)).toBe(true);
  });

  it('keeps a second person from starting what runs, and lets go of a run that broke off', async () => {
    const test = await house(1);
    const by = discoverer(test.discovery.house.policy);
    const broken = {
      ...test.discovery,
      scanner: { ...test.discovery.scanner, scan: () => Promise.reject(new Error('no memory')) },
    };
    await expect(runScan(broken, 'somebody')).rejects.toThrow('no memory');
    expect((await test.discovery.runs.events()).at(-1)).toMatchObject({
      type: 'scan-broke-off',
      data: { error: 'Error' },
    });
    const started: string[] = [];
    const workflow = {
      start: async ({ name }: { readonly name: string }) => {
        started.push(name);
        return 'started' as const;
      },
    };
    expect(await startScan(test.discovery, workflow, by)).toMatchObject({ kind: 'scan-requested' });
    // The power went: nothing was left to say so.
    const data = {
      runId: 'cut',
      asOf: DAY,
      purpose: '',
      basis: { code: 'S0' },
      inputs: [],
      missing: [],
      indicators: [],
    };
    await test.discovery.runs.append({ type: 'scan-started', at: NOW, actor: 'somebody', data });
    expect(await startScan(test.discovery, workflow, by)).toMatchObject({ kind: 'declined', code: 'scan-under-way' });
    test.wait(20 * 60_000);
    expect(await startScan(test.discovery, workflow, by)).toMatchObject({ kind: 'scan-requested' });
    expect(started).toHaveLength(2);
  });
});
