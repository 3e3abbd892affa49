import type { HeadBase } from '../domain/casework/head-base.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { caseId } from '../domain/values/ids.ts';
import type { House } from './house.ts';

/** The head of a case that begins today, but for what its procedure adds. */
export function newHead(
  { time, ids }: Pick<House, 'time' | 'ids'>,
  { area, householdId, recused }: Pick<HeadBase, 'area' | 'householdId' | 'recused'>,
): Omit<HeadBase, 'stage'> {
  const now = time.now();
  const today = civilDateOf(now);
  return {
    caseId: caseId(`${area.slice(0, 6)}-${today.replaceAll('-', '')}-${ids.readable(6)}`),
    householdId,
    area,
    round: 1,
    gen: 1,
    version: 1,
    lastSeq: 0,
    lastHash: '',
    acceptedOn: today,
    recused,
    changedAt: now,
  };
}
