import { startOf } from '../domain/casework/execution.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { DeliberationHead } from '../domain/deliberation/head.ts';
import type { MotionKind } from '../domain/deliberation/motion.ts';
import type { TaskId, UnitId } from '../domain/values/ids.ts';
import type { OpenedCase } from '../ports/cases.ts';
import type { House } from './house.ts';
import { newHead } from './new-head.ts';

export interface MotionRequest {
  /** The case that it is about; the same write should record `deliberation-requested` with the motion's id there. */
  readonly of: CaseHead;
  readonly kind: MotionKind;
  /** A task of that case that waits: closed by what the mechanism comes to, as a `MotionAnswer`. */
  readonly taskId?: TaskId;
  readonly by: { readonly subject: string; readonly unit: UnitId };
  /** What is put before the mechanism, in words; the office sees to the papers. */
  readonly dossier: { readonly summary: string };
}

/** 提请一事一议: a case of its own, to be opened in the write that asks for it (`CaseChange.opens`). */
export async function motionFor(
  house: House,
  { of, kind, taskId, by, dossier }: MotionRequest,
): Promise<OpenedCase & { readonly head: DeliberationHead }> {
  const now = house.time.now();
  const head: DeliberationHead = {
    // Who is a relative of the family stays one.
    ...newHead(house, of),
    procedure: 'deliberation',
    status: 'in-progress',
    stage: 'Dossier',
    motion: {
      kind,
      of: of.caseId,
      ...(taskId === undefined ? {} : { answers: taskId }),
      by: by.subject,
      unit: by.unit,
    },
    reconvened: 0,
    renewed: 0,
  };
  return {
    head,
    events: [{ type: 'motion-opened', at: now, actor: by.subject, data: { kind, of: of.caseId } }],
    outbox: [startOf(head, 'deliberation')],
    sealed: [{ name: 'dossier', content: { summary: dossier.summary } }],
    persons: await house.cases.personsOf(of.householdId),
    names: [],
    locks: [],
    household: 'known',
  };
}
