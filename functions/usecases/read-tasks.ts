import type { TaskView } from '../contracts/views.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { TaskLimit, TaskRecord } from '../domain/casework/task.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { CaseId, TaskId, UnitId } from '../domain/values/ids.ts';
import { clockOf } from './read-application.ts';
import { visibleHead } from './visible-head.ts';
import type { ReadCaseInput } from './visible-head.ts';
import type { House } from './house.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export async function readTask(house: House, { by, taskId }: { readonly by: Principal; readonly taskId: TaskId }) {
  const task = await house.cases.task(taskId);
  const head = task === undefined ? undefined : await house.cases.head(task.caseId);
  if (task === undefined || head === undefined) return { kind: 'hidden' } satisfies Declined;
  const bar = barred(house.authorize(by, 'task.read', { area: task.area, unit: task.unit }));
  if (bar !== undefined) return bar;
  return { kind: 'task' as const, view: taskView(house, head, task) };
}

/** All tasks of one application, closed ones too, in the order of opening. */
export async function listCaseTasks(house: House, input: ReadCaseInput) {
  const found = await visibleHead(house, 'task.read', input);
  if (found.kind !== 'visible') return found;
  const tasks = [...(await house.cases.tasks(input.caseId))].sort((a, b) => a.openedAt - b.openedAt);
  return {
    kind: 'tasks' as const,
    view: { items: tasks.map((task) => taskView(house, found.head, task)), next: null },
  };
}

export interface ListUnitTasksInput {
  readonly by: Principal;
  /** Default: the person's own unit. */
  readonly unit?: UnitId;
  readonly limit: number;
  readonly after?: string;
}

/** Open tasks of one unit, nearest limit first. */
export async function listUnitTasks(house: House, { by, unit = by.unit, limit, after }: ListUnitTasksInput) {
  const area = house.policy.unitArea(unit);
  if (area === undefined) return declined('unknown-unit', `政策包中没有单位${unit}。`, { pointer: '#query/unit' });
  const bar = barred(house.authorize(by, 'task.list', { area, unit }));
  if (bar !== undefined) return bar;
  const page = await house.cases.openTasksOf(unit, after === undefined ? { limit } : { limit, after });
  const heads = await headsOf(house, page.items);
  const views = page.items.flatMap((task) => {
    const head = heads.get(task.caseId);
    return head === undefined ? [] : [taskView(house, head, task)];
  });
  return { kind: 'tasks' as const, view: { items: views, next: page.next ?? null } };
}

/** Of each case once, all at a time. */
export async function headsOf(house: House, tasks: readonly TaskRecord[]): Promise<ReadonlyMap<CaseId, CaseHead>> {
  const ids = [...new Set(tasks.map(({ caseId }) => caseId))];
  const heads = await Promise.all(ids.map((id) => house.cases.head(id)));
  return new Map(heads.flatMap((head) => (head === undefined ? [] : [[head.caseId, head] as const])));
}

export function taskView(house: House, head: CaseHead, task: TaskRecord): TaskView {
  const desk = deskOf(task, head);
  const { limits } = clockOf(house, head).rules;
  const limitView = (limit: TaskLimit | undefined): TaskView['startLimit'] =>
    limit === undefined
      ? null
      : {
          limitId: limit.limitId,
          title: limits.find(({ id }) => id === limit.limitId)?.title ?? limit.limitId,
          from: limit.from,
          dueOn: limit.dueOn,
          provisional: limit.provisional,
        };
  return {
    taskId: task.taskId,
    caseId: task.caseId,
    kind: task.kind,
    title: desk.title,
    round: task.round,
    part: task.part ?? null,
    unit: task.unit,
    unitName: house.policy.unitName(task.unit) ?? task.unit,
    roles: [...desk.roles],
    status: task.status,
    version: task.version,
    holder: task.holder ?? null,
    onBehalfOf: task.onBehalfOf ?? null,
    outcome: task.outcome ?? null,
    isTakenBack: task.takenBackAt !== undefined,
    startLimit: limitView(task.startLimit),
    finishLimit: limitView(task.finishLimit),
    isOverdue: task.overdueAt !== undefined,
  };
}
