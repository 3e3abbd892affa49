import * as z from 'zod';
import type { ItemStore } from '../ports/item-store.ts';
import type { TestClock } from '../ports/test-clock.ts';
import { settingKey } from './keys.ts';

const stored = z.object({ offsetMs: z.number().min(0) });

/** Wall clock plus the stored offset; `readOffset` before anything asks for the time. */
export interface StoredClock extends TestClock {
  readOffset(items: ItemStore): Promise<void>;
}

export function storedClock(realNow: () => number): StoredClock {
  let items: ItemStore | undefined;
  let offset = 0;
  const key = settingKey('test-clock');
  return {
    now: () => realNow() + offset,
    offsetMs: () => offset,
    async readOffset(store) {
      items = store;
      const item = await store.get(key);
      offset = item === undefined ? 0 : stored.parse(item).offsetMs;
    },
    async advance(ms) {
      if (ms < 0) throw new RangeError(`a clock cannot go back (${ms} ms)`);
      const next = offset + ms;
      await items?.transact([{ kind: 'put', item: { ...key, offsetMs: next } }]);
      offset = next;
    },
  };
}
