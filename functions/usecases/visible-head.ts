import type { Action } from '../domain/authority/authorize.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { isOf } from '../domain/casework/head.ts';
import type { CaseHead, HeadOf } from '../domain/casework/head.ts';
import type { Procedure } from '../domain/casework/vocabulary.ts';
import type { CaseId } from '../domain/values/ids.ts';
import type { House } from './house.ts';
import { barred } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface ReadCaseInput {
  readonly by: Principal;
  readonly caseId: CaseId;
}

type Visible<H extends CaseHead> = { readonly kind: 'visible'; readonly head: H } | Declined;

/** The case, if it exists and the person may know of it. */
export async function visibleHead(
  house: House,
  action: Action,
  { by, caseId }: ReadCaseInput,
): Promise<Visible<CaseHead>> {
  const head = await house.cases.head(caseId);
  if (head === undefined) return { kind: 'hidden' };
  return barred(house.authorize(by, action, { area: head.area })) ?? { kind: 'visible', head };
}

/** The same for a case of one procedure; a case of another is as if there were none. */
export async function visibleHeadOf<P extends Procedure>(
  house: House,
  procedure: P,
  action: Action,
  input: ReadCaseInput,
): Promise<Visible<HeadOf<P>>> {
  const found = await visibleHead(house, action, input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  return isOf(head, procedure) ? { kind: 'visible', head } : { kind: 'hidden' };
}
