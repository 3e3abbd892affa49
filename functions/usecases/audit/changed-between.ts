import type { ChainId } from '../../domain/audit/chain.ts';
import { addDays } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import type { Chains } from '../../ports/chains.ts';
import { concurrently } from '../sweep/concurrently.ts';

/** Days that are asked for at a time; of the years that a first look goes through most are empty. */
const WIDTH = 8;

/** Chains of cases whose last write was on one of the days, both included. */
export async function changedBetween(chains: Chains, from: CivilDate, until: CivilDate): Promise<ReadonlySet<ChainId>> {
  const found = new Set<ChainId>();
  await concurrently(days(from, until), WIDTH, async (day) => {
    for await (const id of chains.lastChangedOn(day)) found.add(id);
  });
  return found;
}

function* days(from: CivilDate, until: CivilDate): Generator<CivilDate> {
  for (let day = from; day <= until; day = addDays(day, 1)) yield day;
}
