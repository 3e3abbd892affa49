import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { supervisionSchema } from '../../functions/contracts/supervision.ts';
import { civilDate } from '../../functions/domain/values/civil-date.ts';
import { expectStatus } from '../../local/demo/town-client.ts';
import type { TownClient } from '../../local/demo/town-client.ts';
import { writeCity } from '../../local/population/city.ts';
import { isOwnTown, startTownProcess } from '../support/town.ts';
import type { TownProcess } from '../support/town.ts';

const PERSONS = 4_000;
/** After the run was asked for: while datasets are read, while alerts are written, while counties are looked through. */
const KILLS_MS = [20, 120, 260, 420, 600];

describe.skipIf(!isOwnTown)('a scan that is cut off', () => {
  let folder: string;
  const towns: TownProcess[] = [];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'yimen-city-'));
    writeCity({ folder, persons: PERSONS, seed: 7, on: civilDate('2026-03-01'), progress: () => {} });
  });
  afterAll(async () => {
    for (const town of towns) await town.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function townWithCity(): Promise<TownProcess> {
    const town = await startTownProcess({ startAt: '2026-03-02' });
    towns.push(town);
    const headers = { authorization: `Bearer ${await town.client.token('supervisor')}`, 'content-type': 'text/csv' };
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
      const path = `/feeds/${file.replace('.csv', '')}/imports?on=2026-03-01`;
      const response = await fetch(`${town.client.url}${path}`, {
        method: 'POST',
        headers,
        body: readFileSync(join(folder, file)),
      });
      expect(response.status).toBe(201);
    }
    return town;
  }
  /** Open work by kind, over the whole city. */
  async function open(client: TownClient): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    let after = '';
    do {
      const view = supervisionSchema.parse(
        expectStatus(await client.get('supervisor', `/supervision?limit=200${after}`), [200]),
      );
      for (const row of view.rows) counts[row.kind] = (counts[row.kind] ?? 0) + row.open;
      after = view.next === null ? '' : `&after=${view.next}`;
    } while (after !== '');
    return counts;
  }

  it('goes on by itself, and raises nothing twice', async () => {
    const calm = await townWithCity();
    const first = await calm.client.scan();
    expect(first.alerts?.received).toBeGreaterThan(50);
    const expected = await open(calm.client);
    expect(expected['alert-verification']).toBe(first.alerts?.received);
    expect(expected['household-visit']).toBe(first.alerts?.visits);

    const mortal = await townWithCity();
    expectStatus(await mortal.client.post('supervisor', '/discovery/runs'), [202]);
    for (const ms of KILLS_MS) {
      await sleep(ms);
      await mortal.killAndRestart();
    }
    // The machine takes the run up again; nobody asks for it.
    const isDone = async () => {
      const { runs } = expectStatus(await mortal.client.get('supervisor', '/discovery/runs'), [200]) as {
        readonly runs: readonly { readonly finishedAt: number | null }[];
      };
      return runs.some(({ finishedAt }) => finishedAt !== null);
    };
    for (let look = 0; look < 200 && !(await isDone()); look += 1) await sleep(100);
    expect(await isDone()).toBe(true);
    expect(await open(mortal.client)).toEqual(expected);
    const again = await mortal.client.scan();
    expect(again.alerts).toMatchObject({ received: 0, updated: 0, visits: 0, known: first.alerts?.received });
    expect(await open(mortal.client)).toEqual(expected);
  }, 120_000);
});
