import type { NewEvent } from '../../domain/casework/event.ts';
import type { OutboxMessage } from '../../domain/casework/message.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { isComplete } from '../../domain/referral/conclude.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import { faultsOf } from '../../domain/referral/sound.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import type { TaskChange } from '../../ports/cases.ts';
import { cancelledWork } from '../cancelled-work.ts';
import type { House } from '../house.ts';

export interface Doer {
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly at: number;
}

interface ActedChange {
  readonly next: { readonly parts: readonly Part[] };
  readonly tasks: readonly TaskChange[];
  readonly outbox: readonly OutboxMessage[];
  readonly events: readonly NewEvent[];
}

/**
 * What else a write holds that changes the parts: whatever is not waited for any more is cancelled and told, so that no
 * desk keeps work of a closed part. `except`: the task that this write closes itself.
 */
export async function actedChange(
  house: House,
  head: ReferralHead,
  parts: readonly Part[],
  closed: readonly string[],
  doer: Doer,
  except?: TaskRecord,
): Promise<ActedChange> {
  const { policy } = house;
  const offices = { township: policy.townshipUnit(head.area), county: policy.countyUnit(head.area) };
  const faults = faultsOf(parts, offices, policy.setting('referral.returns'));
  if (faults.length > 0) throw new Error(`referral ${head.caseId} would be unsound: ${faults.join('; ')}`);
  const isOver = isComplete(parts);
  const left = (await house.cases.tasks(head.caseId)).filter(
    (task) =>
      task.status === 'OPEN' &&
      task.taskId !== except?.taskId &&
      (isOver || (task.part !== undefined && closed.includes(task.part))),
  );
  const { at, actor, ...behalf } = doer;
  const { cancelled, tasks, outbox } = cancelledWork(left, at, actor);
  return {
    next: { parts },
    tasks,
    outbox,
    events:
      closed.length === 0
        ? []
        : [
            {
              type: 'referral-part-withdrawn',
              at,
              actor,
              ...behalf,
              data: {
                parts: parts
                  .filter(({ id }) => closed.includes(id))
                  .map((part) => ({ part: part.id, unit: currentAssignment(part).unit })),
                cancelled: [...cancelled],
              },
            },
          ],
  };
}
