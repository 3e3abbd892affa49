import type * as z from 'zod';
import type { alertViewSchema } from '../../contracts/alerts.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { House } from '../house.ts';

type Others = z.output<typeof alertViewSchema>['others'];

/** Open alerts about the people of the same household: whoever goes there can look into all of them. */
export async function othersOf({ cases, policy, authorize }: House, head: AlertHead, by: Principal): Promise<Others> {
  const persons = new Set([...head.persons, ...(await cases.personsOf(head.householdId))]);
  const caseIds = new Set((await Promise.all([...persons].map((person) => cases.casesOf(person)))).flat());
  caseIds.delete(head.caseId);
  const heads = await Promise.all([...caseIds].map((caseId) => cases.head(caseId)));
  return heads.flatMap((other) => {
    if (other === undefined || !isOf(other, 'alert') || other.closedOn !== undefined) return [];
    const { caseId, alertKind, level, area } = other;
    if (authorize(by, 'alert.read', { area }).kind !== 'allowed') return [];
    const title = policy.alertKinds.find(({ id }) => id === alertKind)?.title ?? alertKind;
    return [{ caseId, alertKind, title, level, isSamePerson: other.persons.some((one) => head.persons.includes(one)) }];
  });
}
