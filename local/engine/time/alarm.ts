import type { Time } from '../ports.ts';
import { Timers } from './timers.ts';

/** One timer of the clock for the earliest of many. */
export class Alarm {
  readonly #time: Time;
  readonly #ring: () => void;
  readonly #timers = new Timers();
  #cancel: (() => void) | undefined;
  #armedFor = Infinity;
  #closed = false;

  constructor(time: Time, ring: () => void) {
    this.#time = time;
    this.#ring = ring;
  }

  /** Takes effect at the next `arm`. */
  set(key: string, at: number | undefined): void {
    this.#timers.set(key, at);
  }

  /** Up to `limit` keys that are due now, earliest first; each is given out once. */
  take(limit: number): string[] {
    return this.#timers.take(this.#time.now(), limit);
  }

  arm(): void {
    const due = this.#timers.earliest() ?? Infinity;
    if (due === this.#armedFor || this.#closed) return;
    this.disarm();
    if (due === Infinity) return;
    this.#armedFor = due;
    this.#cancel = this.#time.schedule(due, () => {
      this.#armedFor = Infinity;
      this.#cancel = undefined;
      this.#ring();
    });
  }

  disarm(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#armedFor = Infinity;
  }

  /** It never rings again. */
  close(): void {
    this.#closed = true;
    this.disarm();
  }
}
