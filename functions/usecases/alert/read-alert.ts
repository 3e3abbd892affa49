import * as z from 'zod';
import { keptAlertRowSchema } from '../../contracts/alerts.ts';
import type { alertViewSchema } from '../../contracts/alerts.ts';
import { alertStages } from '../../domain/alert/vocabulary.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { othersOf } from './others-of.ts';
import { visibleHeadOf } from '../visible-head.ts';
import type { ReadCaseInput } from '../visible-head.ts';

const stage = z.enum(alertStages);

/** The alert as its source last told it, and what has become of it. */
export async function readAlert(house: House, input: ReadCaseInput) {
  const found = await visibleHeadOf(house, 'alert', 'alert.read', input);
  if (found.kind !== 'visible') return found;
  const { head } = found;
  const row = keptAlertRowSchema.parse(await house.cases.sealed(head, 'alert'));
  const kind = house.policy.alertKinds.find(({ id }) => id === head.alertKind);
  const view: z.output<typeof alertViewSchema> = {
    caseId: head.caseId,
    householdId: head.householdId,
    area: head.area,
    areaName: house.policy.areaName(head.area) ?? head.area,
    alertKind: head.alertKind,
    title: kind?.title ?? head.alertKind,
    direction: kind?.direction ?? '',
    level: head.level,
    source: head.source,
    receivedOn: head.acceptedOn ?? civilDateOf(head.changedAt),
    occurredOn: row.occurredOn ?? null,
    status: head.status,
    stage: stage.parse(head.stage),
    isFounded: head.isFounded ?? null,
    outcome: head.outcome ?? null,
    ledTo: head.ledTo ?? null,
    person: row.person,
    detail: row.detail ?? null,
    indicator: head.indicator ?? null,
    isProposed: head.isProposed === true,
    others: await othersOf(house, head, input.by),
  };
  return { kind: 'alert' as const, view };
}
