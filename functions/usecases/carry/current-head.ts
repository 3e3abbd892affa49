import { isOf } from '../../domain/casework/head.ts';
import type { CaseHead, HeadOf } from '../../domain/casework/head.ts';
import type { Procedure } from '../../domain/casework/vocabulary.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { Cases } from '../../ports/cases.ts';
import { TaskError } from '../../ports/task-errors.ts';

/** The head, if the calling execution is the one that carries the case now; throws `Superseded` otherwise. */
export async function currentHead(cases: Cases, caseId: CaseId, gen: number): Promise<CaseHead> {
  const head = await cases.head(caseId);
  if (head === undefined) throw new TaskError('InvalidPayload', `there is no case ${caseId}`);
  if (head.gen !== gen) {
    throw new TaskError('Superseded', `case ${caseId} is carried by generation ${head.gen}, this is generation ${gen}`);
  }
  return head;
}

/** The same for a door that only one procedure has. */
export async function currentHeadOf<P extends Procedure>(
  cases: Cases,
  procedure: P,
  caseId: CaseId,
  gen: number,
): Promise<HeadOf<P>> {
  const head = await currentHead(cases, caseId, gen);
  if (!isOf(head, procedure)) throw new TaskError('InvalidPayload', `case ${caseId} is no ${procedure}`);
  return head;
}

export const contention = (caseId: CaseId): TaskError =>
  new TaskError('Contention', `case ${caseId} is being written by others; the same call may succeed later`);
