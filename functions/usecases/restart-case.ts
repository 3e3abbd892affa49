import type { CaseChanged } from '../contracts/outcomes.ts';
import { machineOf, startOf } from '../domain/casework/execution.ts';
import { isUnderProcedure } from '../domain/casework/head.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { CarriedProcedure } from '../domain/casework/vocabulary.ts';
import type { CaseChange } from '../ports/cases.ts';
import { changeAnyCase } from './change-case.ts';
import type { ChangeCaseInput } from './change-case.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** Throws the case's execution away and rebuilds it from the case at its stage, one generation later. */
export function restartCase(
  house: House,
  input: ChangeCaseInput & { readonly reason: string },
): Promise<CaseChanged | Declined> {
  return changeAnyCase(house, 'case.restart', input, async (head) => {
    const machine = machineOf(head);
    if (!isUnderProcedure(head) || machine === undefined) {
      return declined('not-under-procedure', '该案件没有正在进行的流程。', { more: { caseStatus: head.status } });
    }
    return {
      ...restartOf(head, machine, house.time.now(), input.by.subject),
      sealed: [{ name: `restart.${head.gen + 1}`, content: { reason: input.reason } }],
    };
  });
}

/** The old execution meets another generation at its next step and ends as superseded. `why`: codes that the event keeps. */
export function restartOf(
  head: CaseHead,
  machine: CarriedProcedure,
  at: number,
  actor: string,
  why: { readonly reason?: 'earlier-definition' } = {},
): Pick<CaseChange, 'events' | 'outbox'> & { readonly next: { readonly gen: number } } {
  const gen = head.gen + 1;
  return {
    next: { gen },
    events: [{ type: 'execution-restarted', at, actor, data: { gen, stage: head.stage, round: head.round, ...why } }],
    outbox: [startOf({ ...head, gen }, machine, head.stage)],
  };
}
