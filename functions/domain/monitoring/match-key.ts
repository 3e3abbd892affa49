import type { PersonId } from '../values/ids.ts';

/** 132 of the blind index's 256 bits: two of ten million people meet with a probability of 1 in 10^25. */
const KEPT = 22;

/**
 * Who a row is about, in datasets: the head of the person's blind index, so that it can be had from an ID number and from
 * a case alike. It is a keyed pseudonym and stays within the house; a scan keys it anew.
 */
export function matchKey(person: PersonId): string {
  const [version = '', hash = ''] = person.split(':');
  return `${version}:${hash.slice(0, KEPT)}`;
}
