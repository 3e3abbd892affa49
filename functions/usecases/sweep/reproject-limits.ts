import { explainTaskLimit, totalLimit } from '../../domain/application/limits.ts';
import type { Clock } from '../../domain/application/limits.ts';
import type { TaskLimit, TaskRecord } from '../../domain/application/records.ts';
import type { CaseId } from '../../domain/values/ids.ts';
import type { TaskChange, Unsettled } from '../../ports/cases.ts';
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
    const total = head.status === 'in-review' ? totalLimit(head, clock)?.due : undefined;
    const isTotalMoved = total !== undefined && head.totalOverdueAt === undefined && total.dueAt !== head.totalDueAt;
    const tasks = (await house.cases.tasks(caseId)).flatMap((task) => taskChange(task, clock));
    if (!isTotalMoved && tasks.length === 0) return false;
    const committed = await house.cases.commit({
      head,
      next: isTotalMoved ? { totalDueAt: total.dueAt } : {},
      events: [
        {
          type: 'limits-reprojected',
          at: house.time.now(),
          actor: ACTOR,
          data: {
            calendarThrough: clock.calendar.coveredThrough,
            ...(isTotalMoved ? { totalDueOn: total.due } : {}),
            tasks: tasks.map(({ to }) => to.taskId),
          },
        },
      ],
      tasks,
    });
    if (committed.kind === 'committed') return true;
  }
  throw contention(caseId);
}

function taskChange(task: TaskRecord, clock: Clock): Extract<TaskChange, { kind: 'change' }>[] {
  if (task.status !== 'OPEN' || task.overdueAt !== undefined) return [];
  const startLimit = moved(task.startLimit, clock);
  const finishLimit = moved(task.finishLimit, clock);
  if (startLimit === undefined && finishLimit === undefined) return [];
  const to = {
    ...task,
    version: task.version + 1,
    ...(startLimit === undefined ? {} : { startLimit }),
    ...(finishLimit === undefined ? {} : { finishLimit }),
  };
  return [{ kind: 'change', from: task, to }];
}

/** The limit as it stands now, where date or mark differ. */
function moved(limit: TaskLimit | undefined, clock: Clock): TaskLimit | undefined {
  if (limit === undefined) return undefined;
  const due = explainTaskLimit(limit, clock);
  if (due === undefined || (due.dueAt === limit.dueAt && due.provisional === limit.provisional)) return undefined;
  return { ...limit, dueOn: due.due, dueAt: due.dueAt, provisional: due.provisional };
}
