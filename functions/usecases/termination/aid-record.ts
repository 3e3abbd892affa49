import * as z from 'zod';
import { householdFactsSchema } from '../../contracts/facts.ts';
import type { CaseEvent } from '../../domain/casework/event.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { HeadOf } from '../../domain/casework/head.ts';
import type { HouseholdFacts } from '../../domain/classification/facts.ts';
import { runningAids } from '../../domain/termination/aid.ts';
import type { AidInQuestion } from '../../domain/termination/aid.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { memberIdSchema, personId, personIdSchema } from '../../domain/values/ids.ts';
import type { CaseId, PersonId } from '../../domain/values/ids.ts';
import type { Cases } from '../../ports/cases.ts';

const determined = z.object({
  determinations: z.array(z.looseObject({ members: z.array(memberIdSchema), persons: z.array(personIdSchema) })),
});

/** All that the cases of these persons have on record: what was granted, and what ended or changed it since. */
export async function eventsOfPersons(cases: Cases, persons: readonly PersonId[]): Promise<readonly CaseEvent[]> {
  const caseIds = new Set<CaseId>();
  for (const person of persons) for (const caseId of await cases.casesOf(person)) caseIds.add(caseId);
  const events: CaseEvent[] = [];
  for (const caseId of caseIds) events.push(...(await cases.events(caseId)));
  return events;
}

/** What still runs of a granted application on a day. Empty where nothing was granted. */
export async function aidsOf(
  cases: Cases,
  granted: HeadOf<'application'>,
  on: CivilDate,
): Promise<readonly AidInQuestion[]> {
  const own = (await cases.events(granted.caseId)).find(({ type }) => type === 'determined');
  const parsed = determined.safeParse(own?.data);
  if (!parsed.success) return [];
  const { determinations } = parsed.data;
  const events = await eventsOfPersons(cases, [...new Set(determinations.flatMap(({ persons }) => persons))]);
  return runningAids(events, granted.caseId, on).map((aid) => {
    const { members = [], persons = [] } = determinations[aid.determination] ?? {};
    const here = persons.flatMap((person, at) => {
      const member = members[at];
      return member !== undefined && aid.persons.includes(person) ? [{ person, member }] : [];
    });
    return {
      ...aid,
      caseId: granted.caseId,
      persons: here.map(({ person }) => person),
      members: here.map(({ member }) => member),
    };
  });
}

/**
 * The family's facts as they were found last: in this case, by an earlier look at the same aid, else by the application. A case
 * keeps facts of its own only from its first finding on, so whoever opens one need not be able to read them.
 */
export async function knownFacts(cases: Cases, head: TerminationHead): Promise<HouseholdFacts> {
  const own = await cases.sealed(head, 'facts');
  if (own !== undefined) return householdFactsSchema.parse(own);
  const persons = head.aid.persons.map(personId);
  const granted = await cases.head(head.aid.caseId);
  if (granted === undefined) throw new Error(`case ${head.caseId} is about ${head.aid.caseId}, which is not there`);
  let last: TerminationHead | undefined;
  for (const caseId of new Set((await Promise.all(persons.map((person) => cases.casesOf(person)))).flat())) {
    const other = await cases.head(caseId);
    if (other === undefined || !isOf(other, 'termination') || other.closedOn === undefined) continue;
    const isLater = last === undefined || other.changedAt > last.changedAt;
    const isSame = other.aid.caseId === granted.caseId;
    if (isSame && isLater && (await cases.sealed(other, 'facts')) !== undefined) last = other;
  }
  return householdFactsSchema.parse(await cases.facts(last ?? granted));
}
