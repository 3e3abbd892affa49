import type { Time } from './time.ts';

/** The clock of demo and test stages: real time plus an offset that the store keeps. */
export interface TestClock extends Time {
  offsetMs(): number;
  /** Stored before it resolves. Only forward: what has happened stays in the past. */
  advance(ms: number): Promise<void>;
}
