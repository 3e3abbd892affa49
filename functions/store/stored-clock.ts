import * as z from 'zod';
import type { ItemReader, ItemStore } from '../ports/item-store.ts';
import type { TestClock } from '../ports/test-clock.ts';
import { settingKey } from './keys.ts';

const stored = z.object({ offsetMs: z.number() });

/** A clock that is moved, too, needs a store that writes. */
type Readable = ItemReader & Partial<Pick<ItemStore, 'transact'>>;

/** Wall clock plus the stored offset; `readOffset` before anything asks for the time. */
export interface StoredClock extends TestClock {
  readOffset(items: Readable): Promise<void>;
}

const key = settingKey('test-clock');

/** How far the clock was moved, in ms. */
export async function storedOffset(items: ItemReader): Promise<number> {
  const item = await items.get(key);
  return item === undefined ? 0 : stored.parse(item).offsetMs;
}

export function storedClock(realNow: () => number): StoredClock {
  let items: Readable | undefined;
  let offset = 0;
  return {
    now: () => realNow() + offset,
    offsetMs: () => offset,
    async readOffset(store) {
      items = store;
      offset = await storedOffset(store);
    },
    async advance(ms) {
      if (ms < 0) throw new RangeError(`a clock cannot go back (${ms} ms)`);
      const next = offset + ms;
      await items?.transact?.([{ kind: 'put', item: { ...key, offsetMs: next } }]);
      offset = next;
    },
  };
}
