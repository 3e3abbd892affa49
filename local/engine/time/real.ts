import { clearTimeout, setTimeout } from 'node:timers';
import type { Time } from '../ports.ts';

/**
 * A timer is never set further than this: `setTimeout` overflows past 24.8 days, and a machine that slept, or whose
 * clock was set, is noticed within a minute.
 */
const LONGEST_NAP = 60_000;

/** The wall clock. `now` may be replaced by one with an offset; call the engine's `wake` after moving the offset. */
// oxlint-disable-next-line no-restricted-globals -- the engine's one clock
export function realTime(now: () => number = Date.now): Time {
  return {
    now,
    schedule(at, wake) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const nap = (): void => {
        const left = at - now();
        if (left <= 0) wake();
        else timer = setTimeout(nap, Math.min(left, LONGEST_NAP)).unref();
      };
      timer = setTimeout(nap, Math.max(0, Math.min(at - now(), LONGEST_NAP))).unref();
      return () => clearTimeout(timer);
    },
  };
}
