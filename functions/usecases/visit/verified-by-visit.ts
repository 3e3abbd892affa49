import * as z from 'zod';
import { visitDecisions } from '../../contracts/decisions/visit.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { CaseChange } from '../../ports/cases.ts';
import { verify } from '../decide/alert.ts';
import type { House } from '../house.ts';

const decisionSchema = z.union(visitDecisions);

/** The verification of an alert as a concluded visit found it, by the person who concluded that. */
export async function verifiedByVisit(
  house: House,
  head: AlertHead,
  task: TaskRecord,
  { caseId, outcome }: { readonly caseId: CaseId; readonly outcome: string },
): Promise<CaseChange> {
  const visit = await house.cases.head(caseId);
  const concluded = (await house.cases.tasks(caseId)).find(
    ({ kind, status }) => kind === 'household-visit' && status === 'DECIDED',
  );
  if (visit === undefined || concluded?.closedBy === undefined) throw new Error(`visit ${caseId} was not concluded`);
  const decision = decisionSchema.parse(await house.cases.sealed(visit, `decision.${concluded.taskId}`));
  const found = decision.alerts.find(({ alert }) => alert === head.caseId);
  const { to, change } = verify(house, {
    head,
    task,
    by: { subject: concluded.closedBy },
    behalf: concluded.onBehalfOf === undefined ? {} : { onBehalfOf: concluded.onBehalfOf },
    decision: {
      kind: 'alert-verification',
      method: 'home-visit',
      isFounded: outcome === 'founded',
      finding: found?.finding ?? decision.reason,
    },
    now: house.time.now(),
  });
  const { present: _elsewhere, ...rest } = change;
  return {
    ...rest,
    head,
    tasks: [{ kind: 'change', from: task, to: { ...to, version: task.version + 1 } }, ...(change.tasks ?? [])],
  };
}
