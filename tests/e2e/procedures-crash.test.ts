import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seated } from '../../local/demo/mechanism.ts';
import { DisturbedClient, restarting } from '../support/disturbed-client.ts';
import { comparable, procedureStories } from '../support/procedure-stories.ts';
import { isOwnTown, startTown, startTownProcess } from '../support/town.ts';
import type { Town } from '../support/town.ts';

type Name = keyof typeof procedureStories;
const names = Object.keys(procedureStories) as Name[];

/** Members of the mechanism are known to the house from their first sign-in on. */
const seat = (town: Town) => Promise.all(Object.values(seated).map((user) => town.client.get(user, '/inbox/counts')));

describe('a procedure', () => {
  let town: Town;
  const undisturbed = new Map<Name, Awaited<ReturnType<typeof comparable>>>();
  beforeAll(async () => {
    town = await startTown();
    await seat(town);
    for (const name of names) {
      undisturbed.set(name, await comparable(town.client, await procedureStories[name](town.client)));
    }
  });
  afterAll(() => town.close());

  it.each(names)('ends the same when its execution is thrown away after every decision: %s', async (name) => {
    const { count, disturb } = restarting();
    const client = new DisturbedClient(town.client, disturb);
    const lived = await comparable(town.client, await procedureStories[name](client));
    expect(count()).toBeGreaterThan(1);
    expect(lived).toEqual(undisturbed.get(name));
  });

  it.skipIf(!isOwnTown).each(names)(
    'ends the same when the town dies after every accepted change: %s',
    async (name) => {
      const mortal = await startTownProcess();
      try {
        await seat({ client: mortal.client, close: () => Promise.resolve() });
        let kills = 0;
        const client = new DisturbedClient(mortal.client, async () => {
          await mortal.killAndRestart();
          kills += 1;
        });
        const lived = await comparable(mortal.client, await procedureStories[name](client));
        expect(kills).toBeGreaterThanOrEqual(4);
        expect(lived).toEqual(undisturbed.get(name));
      } finally {
        await mortal.close();
      }
    },
  );
});
