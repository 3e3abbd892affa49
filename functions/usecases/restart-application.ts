import type { CaseChanged } from '../contracts/outcomes.ts';
import { executionName, isUnderProcedure } from '../domain/application/records.ts';
import type { CaseHead } from '../domain/application/records.ts';
import type { CaseChange } from '../ports/cases.ts';
import { changeCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** Throws the case's execution away and rebuilds it from the case at its stage, one generation later. */
export function restartApplication(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeCase(house, 'application.restart', input, async (head) => {
    if (!isUnderProcedure(head)) {
      return declined('not-under-procedure', '该申请没有正在进行的流程。', { more: { caseStatus: head.status } });
    }
    return {
      ...restartOf(head, house.time.now(), input.by.subject),
      sealed: [{ name: `restart.${head.gen + 1}`, content: { reason: input.reason } }],
    };
  });
}

/** The old execution meets another generation at its next step and ends as superseded. */
export function restartOf(head: CaseHead, at: number, actor: string): Pick<CaseChange, 'next' | 'events' | 'outbox'> {
  const gen = head.gen + 1;
  return {
    next: { gen },
    events: [{ type: 'execution-restarted', at, actor, data: { gen, stage: head.stage, round: head.round } }],
    outbox: [
      {
        kind: 'start',
        caseId: head.caseId,
        machine: 'application',
        name: executionName(head.caseId, gen),
        input: { schemaVersion: 1, caseId: head.caseId, gen, round: head.round, resumeAt: head.stage },
      },
    ],
  };
}
