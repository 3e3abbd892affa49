import type * as z from 'zod';
import type { referralListSchema } from '../../contracts/referrals.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { isOf } from '../../domain/casework/head.ts';
import { isOpen } from '../../domain/referral/part.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import type { CaseId, HouseholdId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import type { Declined } from '../outcome.ts';
import { isInvolved } from './read-referral.ts';

type View = z.output<typeof referralListSchema>;

/** Those that the person may know of; hidden where there is none. */
export async function listReferrals(
  house: House,
  { by, householdId }: { readonly by: Principal; readonly householdId: HouseholdId },
): Promise<{ readonly kind: 'referrals'; readonly view: View } | Declined> {
  const { cases } = house;
  const ids = new Set<CaseId>();
  for (const person of await cases.personsOf(householdId)) for (const id of await cases.casesOf(person)) ids.add(id);
  const found: ReferralHead[] = [];
  for (const id of ids) {
    const head = await cases.head(id);
    if (head === undefined || !isOf(head, 'referral')) continue;
    const isAllowed = house.authorize(by, 'referral.read', { area: head.area }).kind === 'allowed';
    if (isAllowed && isInvolved(house, head, by)) found.push(head);
  }
  if (found.length === 0) return { kind: 'hidden' };
  const latest = found.toSorted((a, b) => b.changedAt - a.changedAt || (a.caseId < b.caseId ? -1 : 1));
  return {
    kind: 'referrals',
    view: {
      items: latest.map((head) => ({
        caseId: head.caseId,
        status: head.status,
        stage: head.stage,
        origin: head.origin.kind,
        of: head.origin.caseId ?? null,
        registeredOn: head.registeredOn,
        closedOn: head.closedOn ?? null,
        openParts: head.parts.filter(isOpen).length,
        parts: head.parts.length,
      })),
    },
  };
}
