import type { TerminationHead } from '../../domain/termination/head.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { House } from '../house.ts';
import { barred } from '../outcome.ts';
import type { Declined } from '../outcome.ts';
import type { ReadCaseInput } from '../visible-head.ts';

/** The case, if it exists and the person may know of it; a department only where the case names it. */
export async function visibleTermination(
  house: House,
  { by, caseId }: ReadCaseInput,
): Promise<{ readonly kind: 'visible'; readonly head: TerminationHead } | Declined> {
  const head = await house.cases.head(caseId);
  if (head === undefined || !isOf(head, 'termination')) return { kind: 'hidden' };
  const unit = head.department ?? house.policy.townshipUnit(head.area);
  return barred(house.authorize(by, 'termination.read', { area: head.area, unit })) ?? { kind: 'visible', head };
}
