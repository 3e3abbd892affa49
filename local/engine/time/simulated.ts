import { setImmediate } from 'node:timers';
import type { Time } from '../ports.ts';

/** A clock that stands still until it is moved. */
export interface SimulatedTime extends Time {
  /** For doors that are to take time: resolves when the clock has been moved past it. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How many are asleep. */
  readonly asleep: () => number;
  /** The instant of the earliest timer. */
  readonly next: () => number | undefined;
  /** Moves the clock and wakes everything due, in order of instant, then of scheduling. Never backwards. */
  readonly advanceTo: (at: number) => void;
}

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

export function simulatedTime(start: number): SimulatedTime {
  let now = start;
  let timers: Timer[] = [];
  let asleep = 0;

  const next = (): number | undefined =>
    timers.length === 0 ? undefined : timers.reduce((least, { at }) => Math.min(least, at), Infinity);

  function schedule(at: number, wake: () => void): () => void {
    const timer = { at, wake };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  }

  return {
    now: () => now,
    schedule,
    next,
    asleep: () => asleep,
    sleep(ms) {
      asleep++;
      return new Promise((resolve) => {
        schedule(now + ms, () => {
          asleep--;
          resolve();
        });
      });
    },
    advanceTo(at) {
      now = Math.max(now, at);
      const due = timers.filter((timer) => timer.at <= now).toSorted((a, b) => a.at - b.at);
      timers = timers.filter((timer) => timer.at > now);
      for (const { wake } of due) wake();
    },
  };
}

/** What `simulate` needs of an engine. */
export interface Busy {
  /** Appends and tasks under way. */
  readonly busy: () => { readonly appends: number; readonly tasks: number };
}

/**
 * Runs an engine on simulated time, jumping from timer to timer, until nothing is due any more or the next timer lies
 * past `until`. Between the jumps it waits until every door has answered, save those asleep on the simulated clock.
 */
export async function simulate(engine: Busy, time: SimulatedTime, until = Infinity): Promise<void> {
  for (;;) {
    await settled(engine, time);
    const next = time.next();
    if (next === undefined || next > until) return;
    time.advanceTo(next);
  }
}

/** Two quiet turns of the event loop: a door may answer within the first. */
export async function settled(engine: Busy, time: SimulatedTime): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    const { appends, tasks } = engine.busy();
    quiet = appends === 0 && tasks <= time.asleep() ? quiet + 1 : 0;
  }
}
