import * as z from 'zod';
import type { adjudicationViewSchema } from '../../contracts/adjudications.ts';
import { recordChangeSchema } from '../../contracts/heads/adjudication.ts';
import type { House } from '../house.ts';
import { visibleHeadOf } from '../visible-head.ts';
import type { ReadCaseInput } from '../visible-head.ts';

const reason = z.object({ text: z.string() });

/** A change of the register, why it was asked for and what became of it. */
export async function readAdjudication(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'adjudication', 'adjudication.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const view: z.output<typeof adjudicationViewSchema> = {
    caseId: head.caseId,
    householdId: head.householdId,
    area: head.area,
    areaName: house.policy.areaName(head.area) ?? head.area,
    status: head.status,
    change: recordChangeSchema.parse(head.change),
    requestedBy: head.requestedBy,
    reason: reason.parse(await house.cases.sealed(head, 'reason')).text,
    isCarriedOut: head.isCarriedOut ?? null,
  };
  return { kind: 'adjudication' as const, view };
}
