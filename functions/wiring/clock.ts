import type { ItemStore } from '../ports/item-store.ts';
import { storedClock } from '../store/stored-clock.ts';
import { readEnvironment, stageSettings } from './environment.ts';
import type { Environment } from './environment.ts';
import { openStore } from './store.ts';

/** What time it is in a deployment: real time, and in a test deployment what its table adds to it. */
export const clock = storedClock(Date.now);

let items: ItemStore | undefined;

/** Reads what the table adds, before each call: another function may have moved the clock since. Does nothing in production. */
export async function readClock(environment: Environment): Promise<void> {
  const isTest = readEnvironment(stageSettings, environment).STAGE === 'test';
  if (!isTest || environment['TABLE_NAME'] === undefined) return;
  items ??= openStore(environment);
  await clock.readOffset(items);
}
