import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainFindings } from '../../functions/domain/audit/chain-findings.ts';
import { RUNS_CHAIN } from '../../functions/domain/audit/chain.ts';
import { addDays, civilDate, startOfDay } from '../../functions/domain/values/civil-date.ts';
import type { ItemStore } from '../../functions/ports/item-store.ts';
import { createChains } from '../../functions/store/chains.ts';
import { createScanRuns } from '../../functions/store/scan-runs.ts';
import { commit, newHead } from '../support/records.ts';
import type { CasesSetup } from './cases.contract.ts';

const MONDAY = civilDate('2026-03-02');
const nineOn = (day: number): number => startOfDay(addDays(MONDAY, day)) + 9 * 3_600_000;

/** How all that is linked by hash is found and read, on whatever stands below. */
export function chainsContract({ open }: CasesSetup): void {
  let items: ItemStore;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ items, close } = await open());
  }, 60_000);
  afterAll(() => close());

  it('finds every case by the day of its last write, page after page, whether it is closed or not', async () => {
    const ids = Array.from({ length: 450 }, (_none, index) => `walk-${index}`);
    for (const [index, id] of ids.entries()) {
      const head = index % 2 === 0 ? newHead(id) : { ...newHead(id), closedOn: MONDAY };
      await commit(items, head, 1, nineOn(0));
    }
    const found = await Array.fromAsync(createChains(items).lastChangedOn(MONDAY));
    expect(found.toSorted()).toEqual(ids.map((id) => `case:${id}`).toSorted());
  });

  it('finds a case that is written to again on the later day alone', async () => {
    const head = await commit(items, newHead('moving'), 1, nineOn(10));
    await commit(items, head, 1, nineOn(12));
    const chains = createChains(items);
    expect(await Array.fromAsync(chains.lastChangedOn(addDays(MONDAY, 10)))).toEqual([]);
    expect(await Array.fromAsync(chains.lastChangedOn(addDays(MONDAY, 12)))).toEqual(['case:moving']);
  });

  it('reads a chain of many pages as it was written', async () => {
    let head = newHead('long');
    for (let step = 0; step < 13; step += 1) head = await commit(items, head, 20, nineOn(20));
    const chain = await createChains(items).read('case:long');
    expect(chain.head).toEqual({ lastSeq: 260, lastHash: head.lastHash });
    expect(chain.links).toHaveLength(260);
    expect(chainFindings(chain, [{ chain: 'case:long', seq: 260, hash: head.lastHash }])).toEqual([]);
  });

  it('reads the record of runs as it reads a case', async () => {
    const runs = createScanRuns(items);
    const indicator = { indicator: 'death', isOn: false, reason: '核对' };
    for (const at of [1, 2, 3]) await runs.append({ type: 'indicator-switched', at, actor: 'a', data: indicator });
    const chain = await createChains(items).read(RUNS_CHAIN);
    expect(chain.links.map(({ seq, recordedAt }) => [seq, recordedAt])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(chainFindings(chain, [])).toEqual([]);
  });

  it('reads nothing where there is nothing', async () => {
    expect(await createChains(items).read('case:nobody')).toEqual({ id: 'case:nobody', links: [] });
  });
}
