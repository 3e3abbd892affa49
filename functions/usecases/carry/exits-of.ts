import type { NewEvent } from '../../domain/casework/event.ts';
import { isAidedElsewhere } from '../../domain/termination/aid.ts';
import type { Leaver } from '../../domain/termination/end-of-aid.ts';
import { exitEntries } from '../../domain/termination/exits.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { personId } from '../../domain/values/ids.ts';
import type { PoolRecord } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { eventsOfPersons } from '../termination/aid-record.ts';

/** Who is watched from the first unpaid day on. */
export async function exitsOf(
  { cases, policy }: House,
  { caseId, area, aid }: TerminationHead,
  leavers: readonly Leaver[],
  from: CivilDate,
): Promise<readonly PoolRecord[]> {
  if (leavers.length === 0) return [];
  const limit = policy.rules(from, area).limits.find(({ id }) => id === 'any.pool');
  if (limit === undefined) throw new Error(`the pack has no any.pool on ${from}`);
  const events = await eventsOfPersons(cases, aid.persons.map(personId));
  const elsewhere = (person: string) => isAidedElsewhere(events, person, aid.caseId, from);
  return exitEntries(leavers, aid.tier, from, elsewhere, limit).map(
    ({ person, memberId, ground, since, until, lookAt }) => ({
      person,
      caseId,
      memberId,
      area,
      ground,
      enteredOn: since,
      ...(until === undefined ? {} : { until }),
      lookAt,
    }),
  );
}

/** Of `aid-ended`: for whom nobody is watched afterwards. */
export function deceasedOf(leavers: readonly Leaver[]): { readonly deceased?: readonly string[] } {
  const dead = leavers.flatMap(({ person, deceased }) => (deceased ? [person] : []));
  return dead.length === 0 ? {} : { deceased: dead };
}

/** Persons who leave together enter the pool together. */
export function poolEntered(pool: readonly PoolRecord[], at: number, actor: string): readonly NewEvent[] {
  const [first] = pool;
  if (first === undefined) return [];
  const { enteredOn, ground, until } = first;
  return [
    {
      type: 'pool-entered',
      at,
      actor,
      data: {
        persons: pool.map(({ person }) => person),
        since: enteredOn,
        ground,
        ...(until === undefined ? {} : { until }),
      },
    },
  ];
}
