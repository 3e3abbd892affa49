import * as z from 'zod';
import type { reliefViewSchema } from '../../contracts/reliefs.ts';
import { reliefStages } from '../../domain/emergency-relief/vocabulary.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { visibleHeadOf } from '../visible-head.ts';
import type { ReadCaseInput } from '../visible-head.ts';

const statement = z.object({ text: z.string() });
const stage = z.enum(reliefStages);

export async function readRelief(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'emergency-relief', 'relief.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const family = await familyOf(house.cases, head);
  const view: z.output<typeof reliefViewSchema> = {
    caseId: head.caseId,
    householdId: head.householdId,
    area: head.area,
    areaName: house.policy.areaName(head.area) ?? head.area,
    type: head.type,
    cause: head.cause,
    causeTitle: house.policy.reliefCauses.find(({ id }) => id === head.cause)?.title ?? head.cause,
    status: head.status,
    stage: stage.parse(head.stage),
    requestedOn: civilDateOf(head.requestedAt),
    requestedFen: head.requestedFen ?? null,
    proposedFen: head.proposedFen ?? null,
    approvedFen: head.approvedFen ?? null,
    paidFen: head.paid?.fen ?? null,
    paidOn: head.paid?.on ?? null,
    beside: head.beside ?? null,
    closedOn: head.closedOn ?? null,
    applicant: family.members[0]?.name ?? '',
    statement: statement.parse(await house.cases.sealed(head, 'statement')).text,
  };
  return { kind: 'relief' as const, view };
}
