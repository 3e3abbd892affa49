import type { LegalLimit } from '../../../policy/schema.ts';
import { addMonths, type CivilDate, startOfDay } from '../values/civil-date.ts';
import type { PersonId } from '../values/ids.ts';

/** S0 一(二), 二(二): refused applicants, people out of 低保 or 特困 for less than two years, people recognised locally. */
export type PoolGround = 'refused' | 'exited-dibao' | 'exited-destitute' | 'locally-recognised';

export interface PoolEntry {
  readonly person: PersonId;
  readonly ground: PoolGround;
  /** Of an exit the first unpaid day; else the day of the decision. */
  readonly since: CivilDate;
  /** First day on which the person is no longer watched (released at 00:00); absent: no end, looked at every year. */
  readonly until?: CivilDate;
  /** When the clock looks at the entry next (epoch ms): 00:00 of `until`, else of the yearly look. */
  readonly lookAt: number;
}

export interface PoolCandidate {
  readonly person: PersonId;
  readonly ground: PoolGround;
  readonly since: CivilDate;
  /** Recognised again, at whatever tier, or dead: there is nothing to watch. */
  readonly recognised: boolean;
  readonly deceased: boolean;
}

export type PoolResult =
  | { readonly kind: 'entry'; readonly entry: PoolEntry }
  | { readonly kind: 'no-entry'; readonly because: 'recognised' | 'deceased' };

/** `limit` is the pack's `any.pool` (24 months). A new exit gives a new entry with a new end: re-entry resets. */
export function poolEntry(candidate: PoolCandidate, limit: Pick<LegalLimit, 'amount'>): PoolResult {
  const { person, ground, since } = candidate;
  if (candidate.deceased) return { kind: 'no-entry', because: 'deceased' };
  if (candidate.recognised) return { kind: 'no-entry', because: 'recognised' };
  if (ground === 'refused' || ground === 'locally-recognised')
    return { kind: 'entry', entry: { person, ground, since, lookAt: startOfDay(nextYearlyLook({ since }, since)) } };
  const until = addMonths(since, limit.amount);
  return { kind: 'entry', entry: { person, ground, since, until, lookAt: startOfDay(until) } };
}

export function isInPool(entry: Pick<PoolEntry, 'since' | 'until'>, on: CivilDate): boolean {
  return entry.since <= on && (entry.until === undefined || on < entry.until);
}

/** The next yearly look at an entry without an end; the day of entry itself is not a look. */
export function nextYearlyLook(entry: Pick<PoolEntry, 'since'>, on: CivilDate): CivilDate {
  let years = 1;
  while (addMonths(entry.since, years * 12) <= on) years += 1;
  return addMonths(entry.since, years * 12);
}
