import type { ItemReader } from '../ports/item-store.ts';
import { storedClock } from '../store/stored-clock.ts';

/** What time it is in a deployment: real time, and in a test deployment what its table adds to it. */
export const clock = storedClock(Date.now);

let followed: ItemReader | undefined;

/** In a test deployment: from now on the clock goes by this table. */
export function followTable(items: ItemReader): void {
  followed = items;
}

/** Reads what the table adds, before each call: another function may have moved the clock since. Does nothing in production. */
export async function readClock(): Promise<void> {
  if (followed !== undefined) await clock.readOffset(followed);
}
