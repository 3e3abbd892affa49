import { pressingAt } from '../domain/casework/pressing.ts';
import type { TaskKind } from '../domain/casework/vocabulary.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { workOf } from '../domain/casework/work-of.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { standingOf } from '../domain/clock/standing.ts';
import type { StandingBounds } from '../domain/clock/standing.ts';
import { isLate, isReturn } from '../domain/supervision/tally.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { Page } from '../ports/cases.ts';
import type { House } from './house.ts';
import { boundsOf, pressingOf } from './read-inbox.ts';
import { instantsOf, periodOf, unwatchable } from './read-supervision.ts';
import type { Period } from './read-supervision.ts';

export interface ListSupervisedInput extends Period {
  readonly by: Principal;
  readonly unit: UnitId;
  readonly kind?: TaskKind;
  readonly state: 'overdue' | 'open' | 'late' | 'returned';
  readonly limit: number;
  readonly after?: string;
}

/** A list that is mostly something else is not searched to its end in one request. */
const MOST_PAGES = 20;

/** The cases behind one figure of the board. */
export async function listSupervised(house: House, input: ListSupervisedInput) {
  const { by, unit, limit } = input;
  const bar = unwatchable(house, by, unit);
  if (bar !== undefined) return bar;
  const period = periodOf(house, input);
  if ('kind' in period) return period;
  const bounds = boundsOf(house);
  const shown: TaskRecord[] = [];
  let after = input.after;
  for (let pages = 0; pages < MOST_PAGES && shown.length < limit; pages += 1) {
    // No more than what is still wanted: so the page's own cursor is where the next request goes on.
    const wanted = { limit: limit - shown.length, ...(after === undefined ? {} : { after }) };
    const page: Page<TaskRecord> =
      input.state === 'open' || input.state === 'overdue'
        ? await house.worklists.open([{ kind: 'unit', unit }], wanted)
        : await house.worklists.closed(unit, instantsOf(period), wanted);
    shown.push(...page.items.filter((task) => isSought(task, input, bounds)));
    after = page.next;
    const last = page.items.at(-1);
    // In order of what presses: behind the first that is not late, none is.
    if (input.state === 'overdue' && last !== undefined && !isOverdue(last, bounds)) after = undefined;
    if (after === undefined) break;
  }
  return {
    kind: 'supervised' as const,
    view: { items: shown.map((task) => itemOf(house, task, bounds)), next: after ?? null },
  };
}

const isOverdue = (task: TaskRecord, bounds: StandingBounds): boolean =>
  standingOf(pressingAt(task), bounds) === 'overdue';

function isSought(task: TaskRecord, { kind, state }: ListSupervisedInput, bounds: StandingBounds): boolean {
  if (kind !== undefined && task.kind !== kind) return false;
  switch (state) {
    case 'open':
      return true;
    case 'overdue':
      return isOverdue(task, bounds);
    case 'late':
      return isLate(task);
    case 'returned':
      return isReturn(task);
  }
}

const itemOf = (house: House, task: TaskRecord, bounds: StandingBounds) => ({
  taskId: task.taskId,
  caseId: task.caseId,
  kind: task.kind,
  title: workOf(task.kind).title,
  unit: task.unit,
  status: task.status,
  holder: task.holder ?? null,
  outcome: task.outcome ?? null,
  openedOn: civilDateOf(task.openedAt),
  closedOn: task.closedAt === undefined ? null : civilDateOf(task.closedAt),
  standing: task.status === 'OPEN' ? standingOf(pressingAt(task), bounds) : null,
  ...pressingOf(house, task),
});
