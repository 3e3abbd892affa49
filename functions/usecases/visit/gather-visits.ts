import type { AlertHead } from '../../domain/alert/head.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { isDeclined } from '../outcome.ts';
import { concurrently } from '../sweep/concurrently.ts';
import { startVisit } from './open-visit.ts';
import { alertedVisit, visitSource } from './visit-for.ts';

/** Writers share one flush of the disk, and DynamoDB bears as many transactions. */
const WIDTH = 32;

/**
 * What came in together, household by household: each gets one visit, or its open one looks into these too. Alerts that nobody is to
 * verify, and those of what was not delivered, which a file tells, are left alone. Run twice it changes nothing.
 */
export async function gatherVisits(house: House, alerts: readonly CaseId[], by: string): Promise<number> {
  const heads: AlertHead[] = [];
  await concurrently(alerts, WIDTH, async (caseId) => {
    const head = await house.cases.head(caseId);
    if (head !== undefined && isOf(head, 'alert') && isToVisit(house, head)) heads.push(head);
  });
  heads.sort((a, b) => (a.caseId < b.caseId ? -1 : 1));
  let opened = 0;
  const households = Map.groupBy(heads, ({ householdId }) => householdId);
  await concurrently(households.values(), WIDTH, async ([first, ...rest]) => {
    if (first === undefined || (await isSeenTo(house, [first, ...rest]))) return;
    const started = await startVisit(house, await alertedVisit(house, [first, ...rest]), by);
    if (isDeclined(started)) throw new Error(`the visit of household ${first.householdId} could not be opened`);
    if (started.as === 'opened') opened += 1;
  });
  return opened;
}

const isToVisit = ({ policy }: House, { closedOn, stage, alertKind }: AlertHead): boolean =>
  closedOn === undefined &&
  stage === 'VerifyAlert' &&
  policy.alertKinds.find(({ id }) => id === alertKind)?.direction !== 'delivery';

/** The household's open visit looks into all of them already. */
async function isSeenTo({ cases }: House, alerts: readonly [AlertHead, ...AlertHead[]]): Promise<boolean> {
  const last = await cases.fromSource(visitSource(alerts[0].householdId));
  const visit = last === undefined ? undefined : await cases.head(last.caseId);
  if (visit === undefined || !isOf(visit, 'visit') || visit.closedOn !== undefined) return false;
  return alerts.every(({ caseId }) => visit.alerts.includes(caseId));
}
