import { isOf } from '../../domain/casework/head.ts';
import type { TerminationHead } from '../../domain/termination/head.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { Cases } from '../../ports/cases.ts';
import { TaskError } from '../../ports/task-errors.ts';
import { currentHead } from './current-head.ts';

/** As `currentHead`, of a termination; a workflow that sends another case is a fault of ours. */
export async function currentTermination(cases: Cases, caseId: CaseId, gen: number): Promise<TerminationHead> {
  const head = await currentHead(cases, caseId, gen);
  if (isOf(head, 'termination')) return head;
  throw new TaskError('InvalidPayload', `case ${caseId} is no termination`);
}
