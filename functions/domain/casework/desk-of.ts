import { adjudicationDesk } from '../adjudication/desks.ts';
import { alertDesk } from '../alert/desks.ts';
import { applicationDesk } from '../application/desks.ts';
import { deliberationDesk } from '../deliberation/desks.ts';
import { reliefDesk } from '../emergency-relief/desks.ts';
import { referralDesk } from '../referral/desks.ts';
import { terminationDesk } from '../termination/desks.ts';
import { visitDesk } from '../visit/desks.ts';
import type { Desk } from './desk.ts';
import type { CaseHead } from './head.ts';
import type { TaskRecord } from './task.ts';

type Work = Pick<TaskRecord, 'kind' | 'part'>;

/** Throws for work that the case's procedure does not have: no write ever makes such a task. */
export function deskOf(work: Work, head: CaseHead): Desk {
  const desk = find(work, head);
  if (desk === undefined) throw new Error(`a case of ${head.procedure} has no work of the kind ${work.kind}`);
  return desk;
}

function find({ kind, part }: Work, head: CaseHead): Desk | undefined {
  switch (head.procedure) {
    case 'application':
      return applicationDesk(kind, head);
    case 'referral':
      return referralDesk(kind, head, part);
    case 'deliberation':
      return deliberationDesk(kind, head);
    case 'termination':
      return terminationDesk(kind, head);
    case 'emergency-relief':
      return reliefDesk(kind);
    case 'alert':
      return alertDesk(kind);
    case 'visit':
      return visitDesk(kind);
    case 'adjudication':
      return adjudicationDesk(kind);
  }
}
