import { isOf } from '../../domain/casework/head.ts';
import type { Leaver } from '../../domain/termination/end-of-aid.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { aidsOf } from '../termination/aid-record.ts';
import { terminationFor } from '../termination/open-termination.ts';
import type { TerminationToOpen } from '../termination/open-termination.ts';

/**
 * After a death the whole household is looked at again within three months of it: every other aid of its members gets a check of its
 * own. `looking`: termination cases that hold these people already; what they hold is not opened a second time.
 */
export async function recheckHousehold(
  house: House,
  head: TerminationHead,
  leavers: readonly Leaver[],
  actor: string,
  looking: readonly CaseId[],
): Promise<readonly TerminationToOpen['opened'][]> {
  if (!leavers.some(({ deceased }) => deceased)) return [];
  const { cases, time } = house;
  const busy = new Set<string>(head.aid.persons);
  for (const caseId of looking) {
    const other = await cases.head(caseId);
    if (other !== undefined && isOf(other, 'termination')) for (const person of other.aid.persons) busy.add(person);
  }
  const members = await cases.personsOf(head.householdId);
  const caseIds = new Set((await Promise.all(members.map((person) => cases.casesOf(person)))).flat());
  const opened: TerminationToOpen['opened'][] = [];
  for (const caseId of caseIds) {
    const granted = await cases.head(caseId);
    if (granted === undefined || !isOf(granted, 'application') || granted.status !== 'granted') continue;
    for (const aid of await aidsOf(cases, granted, civilDateOf(time.now()))) {
      if (aid.persons.some((person) => busy.has(person))) continue;
      const happenedOn = head.happenedOn ?? head.check?.on;
      const planned = await terminationFor(house, {
        aid: granted,
        determination: aid.determination,
        trigger: 'death-in-household',
        by: actor,
        source: head.caseId,
        ...(happenedOn === undefined ? {} : { happenedOn }),
      });
      if (planned.kind !== 'to-open') continue;
      for (const person of aid.persons) busy.add(person);
      opened.push(planned.opened);
    }
  }
  return opened;
}
