import { readClock } from './clock.ts';

/**
 * Opens once per process, at the first call. A failure is not remembered: the next call tries again instead of meeting
 * the same dead promise until Lambda throws the process away.
 */
export function remembered<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  const once = (): Promise<T> => {
    if (opened !== undefined) return opened;
    const opening = open();
    opened = opening;
    opening.catch(() => {
      opened = undefined;
    });
    return opening;
  };
  return async () => {
    const it = await once();
    await readClock();
    return it;
  };
}
