import { isInProgress } from '../../domain/casework/head.ts';
import { caseTime, retimedTasks } from '../../domain/casework/retimed.ts';
import { dayOfLimit } from '../../domain/clock/ladder.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { Unsettled } from '../../ports/cases.ts';
import { clockOf } from '../read-application.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention } from '../carry/current-head.ts';

const ACTOR = 'system:reproject';

/**
 * Counts the dates of all open work anew under the calendar and rules that are loaded now. Closed work never moves, and
 * what was recorded as late stays late. Gives the number of cases whose dates changed.
 */
export async function reprojectLimits(house: House, { underReview }: Pick<Unsettled, 'underReview'>): Promise<number> {
  let changed = 0;
  for await (const { caseId } of underReview()) if (await reprojectCase(house, caseId)) changed += 1;
  return changed;
}

async function reprojectCase(house: House, caseId: CaseId): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await house.cases.head(caseId);
    if (head === undefined || head.closedOn !== undefined) return false;
    const clock = clockOf(house, head);
    const time = isInProgress(head) ? caseTime(head, clock) : undefined;
    const isTotalMoved = time !== undefined && time.totalDueAt !== head.totalDueAt;
    const moved = retimedTasks(await house.cases.tasks(caseId), head, clock);
    if (!isTotalMoved && moved.length === 0) return false;
    const { totalDueAt } = time ?? {};
    const isMoved = isTotalMoved && totalDueAt !== undefined;
    const committed = await house.cases.commit({
      head,
      next: isMoved ? { totalDueAt } : {},
      events: [
        {
          type: 'limits-reprojected',
          at: house.time.now(),
          actor: ACTOR,
          data: {
            calendarThrough: clock.calendar.coveredThrough,
            ...(isMoved ? { totalDueOn: dayOfLimit(totalDueAt) } : {}),
            tasks: moved.map(({ to }) => to.taskId),
          },
        },
      ],
      // What people saw of the task is no longer so.
      tasks: moved.map(({ from, to }) => ({ kind: 'change', from, to: { ...to, version: from.version + 1 } })),
    });
    if (committed.kind === 'committed') return true;
  }
  throw contention(caseId);
}
