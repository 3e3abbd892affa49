import type { CaseHead } from './head.ts';
import { carriedProcedures } from './vocabulary.ts';
import type { CarriedProcedure, Stage } from './vocabulary.ts';

/** `{case}-{process}-{attempt}-g{gen}-r{retry}`, at most 80 characters (a closed name is refused for 90 days). */
export const executionName = ({ caseId, gen }: Pick<CaseHead, 'caseId' | 'gen'>, machine: CarriedProcedure): string =>
  `${caseId}-${machine}-1-g${gen}-r0`;

/** The machine that carries the case; undefined for a procedure that needs none. */
export const machineOf = ({ procedure }: Pick<CaseHead, 'procedure'>): CarriedProcedure | undefined =>
  carriedProcedures.find((carried) => carried === procedure);

/** Starts the case's execution of its generation; from the beginning, or rebuilt at a stage. */
export function startOf(head: CaseHead, machine: CarriedProcedure, resumeAt?: Stage) {
  return {
    kind: 'start' as const,
    caseId: head.caseId,
    machine,
    name: executionName(head, machine),
    input: {
      schemaVersion: 1,
      caseId: head.caseId,
      gen: head.gen,
      round: head.round,
      ...(resumeAt === undefined ? {} : { resumeAt }),
    },
  };
}
