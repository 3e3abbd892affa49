import type { PartPlaced, PartStepEvent } from '../../contracts/task-events.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import { act } from '../../domain/referral/act.ts';
import type { ReferralHead } from '../../domain/referral/head.ts';
import { currentAssignment } from '../../domain/referral/part.ts';
import type { Part } from '../../domain/referral/part.ts';
import { placeOf } from '../../domain/referral/place.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId, unitIdSchema } from '../../domain/values/ids.ts';
import type { UnitId } from '../../domain/values/ids.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { actedChange } from '../referral/acted-change.ts';
import { actContext } from '../referral/matrix.ts';
import { contention, currentHeadOf } from './current-head.ts';

/** Says which work a part waits for; what the mechanism has resolved about it is applied first. */
export async function placePart(house: House, event: PartStepEvent): Promise<PartPlaced> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHeadOf(cases, 'referral', event.caseId, event.gen);
    const part = head.parts.find(({ id }) => id === event.part);
    if (part === undefined) throw new Error(`referral ${head.caseId} has no part ${event.part}`);
    if (head.closedOn !== undefined) return { kind: 'ended', round: part.round };
    const resolved = await resolutionFor(house, head, part);
    if (resolved === undefined) return { kind: placeOf(part, head.parts), round: part.round };
    const now = house.time.now();
    const acted = act(
      head.parts,
      { part: part.id, kind: 'resolve', ...resolved },
      actContext(house, head.area, civilDateOf(now)),
    );
    if (acted.kind === 'refused') throw new Error(`the resolution about ${part.id} does not fit: ${acted.code}`);
    const doer = { at: now, actor: 'system:place-part' };
    const change = await actedChange(house, head, acted.parts, [], doer);
    const after = acted.parts.find(({ id }) => id === part.id) ?? part;
    const result = await cases.commit({
      head,
      ...change,
      events: [
        {
          type: 'referral-resolved',
          ...doer,
          data: {
            part: part.id,
            outcome: acted.outcome,
            ...(resolved.to === undefined ? {} : { unit: currentAssignment(after).unit }),
          },
        },
      ],
    });
    if (result.kind === 'committed') return { kind: placeOf(after, acted.parts), round: after.round };
  }
  throw contention(event.caseId);
}

/**
 * What the mechanism came to about a part that waits for it; undefined while it waits. `assign:{unit}` names a department of
 * the county, anything else none.
 */
async function resolutionFor(
  house: House,
  head: ReferralHead,
  part: Part,
): Promise<{ readonly to?: UnitId } | undefined> {
  if (part.state !== 'at-mechanism') return undefined;
  const task = await house.cases.task(taskId(taskIdOf(head, 'referral-mechanism', part.round, part.id)));
  if (task?.status !== 'DECIDED') return undefined;
  const named = unitIdSchema.safeParse(/^assign:(.+)$/.exec(task.outcome ?? '')?.[1]);
  const { departments } = actContext(house, head.area, civilDateOf(house.time.now()));
  return named.success && departments.includes(named.data) ? { to: named.data } : {};
}
