import * as z from 'zod';
import { visitRecordSchema } from '../../contracts/visits.ts';
import type { visitViewSchema } from '../../contracts/visits.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import { familyOf } from '../family-of.ts';
import type { House } from '../house.ts';
import { visibleHeadOf } from '../visible-head.ts';
import type { ReadCaseInput } from '../visible-head.ts';
import { hoursBetween } from './record-visit.ts';
import { visitLine } from './visit-line.ts';

const report = z.object({ text: z.string() });

/** A visit with all that was recorded, and what is known of the family. */
export async function readVisit(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'visit', 'visit.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const task = (await house.cases.tasks(head.caseId)).at(-1);
  const family = await familyOf(house.cases, head);
  const told = await house.cases.sealed(head, 'report');
  const view: z.output<typeof visitViewSchema> = {
    ...visitLine(house, head, task),
    householdId: head.householdId,
    areaName: house.policy.areaName(head.area) ?? head.area,
    status: head.status,
    needsTwo: head.needsTwo,
    discoveredAt: new Date(head.discoveredAt).toISOString(),
    finding: head.finding ?? null,
    ledTo: head.ledTo ?? null,
    hoursToStart: head.startedAt === undefined ? null : hoursBetween(head.discoveredAt, head.startedAt),
    report: told === undefined ? null : report.parse(told).text,
    known: {
      members: family.members.map((member) => ({ ...member })),
      address: family.address,
      phone: family.phone ?? null,
    },
    history: await historyOf(house, head),
  };
  return { kind: 'visit' as const, view };
}

async function historyOf(house: House, head: VisitHead) {
  const records = await Promise.all(
    head.marks.map(async ({ recordId }) =>
      visitRecordSchema.parse(await house.cases.sealed(head, `record.${recordId}`)),
    ),
  );
  return records.map(({ recordId, visitedAt, visitors, presence, finding, notes, photos }) => ({
    recordId,
    visitedAt,
    visitors,
    presence,
    finding: finding ?? null,
    notes,
    photos,
  }));
}
