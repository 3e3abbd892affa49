/** How long a failed delivery waits before it is tried again, by the number of attempts so far (minutes). */
export type BackOff = readonly number[];

const MINUTE_MS = 60_000;

/** Undefined: it was tried often enough, and a person must look at it. */
export function nextAttemptAt(backOff: BackOff, attempts: number, now: number): number | undefined {
  const minutes = backOff[attempts - 1];
  return minutes === undefined ? undefined : now + minutes * MINUTE_MS;
}
