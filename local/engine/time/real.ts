import { clearTimeout, setTimeout } from 'node:timers';
import type { Time } from '../ports.ts';

/**
 * A timer is never set further than this: `setTimeout` overflows past 24.8 days, and a machine that slept, or whose
 * clock was set, is noticed within a minute.
 */
const LONGEST_NAP = 60_000;

/** Calls `wake` after `ms`; the answer cancels it. Must not keep the process alive. */
export type Nap = (wake: () => void, ms: number) => () => void;

const systemNap: Nap = (wake, ms) => {
  const timer = setTimeout(wake, ms).unref();
  return () => clearTimeout(timer);
};

/** The wall clock. `now` may be replaced by one with an offset; call the engine's `wake` after moving the offset. */
// oxlint-disable-next-line no-restricted-globals -- the engine's one clock
export function realTime(now: () => number = Date.now, nap: Nap = systemNap): Time {
  return {
    now,
    schedule(at, wake) {
      let cancel: () => void;
      const look = (): void => {
        const left = at - now();
        if (left <= 0) wake();
        else cancel = nap(look, Math.min(left, LONGEST_NAP));
      };
      cancel = nap(look, Math.max(0, Math.min(at - now(), LONGEST_NAP)));
      return () => cancel();
    },
  };
}
