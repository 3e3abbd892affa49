import type { NewEvent } from '../../domain/casework/event.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { act } from '../../domain/referral/act.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CaseChange } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { actContext } from './matrix.ts';

/** 签收: whoever claims a part's task signs for it in the same write; of other work the claim is all there is. */
export function withReceipt(
  house: House,
  head: CaseHead,
  task: TaskRecord,
  claimed: NewEvent,
): Pick<CaseChange, 'next' | 'events'> {
  const isSigned = task.kind === 'referral-acceptance' || task.kind === 'referral-handling';
  if (head.procedure !== 'referral' || task.part === undefined || !isSigned) return { next: {}, events: [claimed] };
  const context = actContext(house, head.area, civilDateOf(claimed.at));
  const acted = act(head.parts, { part: task.part, kind: 'receive' }, context);
  if (acted.kind === 'refused') return { next: {}, events: [claimed] };
  const part = acted.parts.find(({ id }) => id === task.part);
  const signed: readonly NewEvent[] =
    acted.outcome === 'received' && part !== undefined
      ? [{ ...claimed, type: 'referral-received', data: { part: part.id, unit: currentAssignment(part).unit } }]
      : [];
  return { next: { parts: acted.parts }, events: [claimed, ...signed] };
}
