import { createPolicy } from '../../functions/adapters/policy/policy-pack.ts';
import { memoryStorage } from './memory-storage.ts';
import { sealedInMemory } from './memory-keys.ts';
import type { Item } from '../../functions/ports/item-store.ts';
import type { Policy } from '../../functions/ports/policy.ts';
import { dongying } from '../../policy/dongying/dongying.ts';
import { openHome } from '../home/home.ts';
import type { Home } from '../home/home.ts';
import { settled, simulatedTime } from '../engine/time/simulated.ts';
import type { SimulatedTime } from '../engine/time/simulated.ts';
import { engineRandom, seededIds } from './chance.ts';

/** Departments are not simulated: what would be referred to them would lie there for ever. */
const withoutReferrals = {
  ...dongying,
  settings: dongying.settings.map((setting) =>
    setting.id === 'referral.after-determination' ? { ...setting, value: 0 } : setting,
  ),
};

/** A town in memory on a clock that jumps: the doors, machines, sweep and lists of the embedded home. */
export interface City {
  readonly home: Home;
  readonly policy: Policy;
  readonly time: SimulatedTime;
  /** Moves the clock and waits until all that was set going has come to rest at people's tasks. */
  goTo(at: number): Promise<void>;
  rest(): Promise<void>;
  close(): Promise<void>;
}

export interface CityOptions {
  readonly seed: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly onCommitted: (written: readonly Item[]) => void;
}

/** Throws what the town itself reports as a failure: a simulation goes on over nothing. */
export async function openCity({ seed, startAt, onCommitted }: CityOptions): Promise<City> {
  const time = simulatedTime(startAt);
  const policy = createPolicy(withoutReferrals);
  const failures: unknown[] = [];
  const home = await openHome({
    storage: memoryStorage,
    stage: 'test',
    keys: sealedInMemory(seed),
    identity: { principal: () => Promise.resolve(undefined) },
    ids: seededIds(seed),
    policy,
    now: () => time.now(),
    engine: { time, random: engineRandom(seed) },
    onCommitted,
    onFailure: (what, error) => failures.push(new Error(what, { cause: error })),
  });
  const rest = async (): Promise<void> => {
    await settled(home, time);
    if (failures.length > 0) throw new AggregateError(failures, 'the simulated town failed');
  };
  return {
    home,
    policy,
    time,
    rest,
    async goTo(at) {
      for (;;) {
        const next = time.next();
        if (next === undefined || next > at) break;
        time.advanceTo(next);
        await rest();
      }
      time.advanceTo(at);
      await rest();
    },
    close: () => home.close(),
  };
}
