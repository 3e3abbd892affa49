import { taskChangedSchema } from '../contracts/outcomes.ts';
import type { TaskChanged } from '../contracts/outcomes.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import type { Action } from '../domain/authority/authorize.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { CaseId, TaskId } from '../domain/values/ids.ts';
import type { CaseChange, OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined, isDeclined, personLeft, tooBusy } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface ChangeTaskInput {
  readonly by: Principal;
  readonly taskId: TaskId;
  /** The version that the person saw (If-Match); absent: the act does not touch what they saw. */
  readonly version?: number;
  readonly key: OnceKey;
}

/** What one verb makes of the open task; `to` without a version: the next one is set here. */
export interface TaskPlan {
  readonly to: Omit<TaskRecord, 'version'>;
  readonly change: Omit<CaseChange, 'head' | 'once'>;
}

/** May be planned again: where somebody wrote in between. */
type Plan = (head: CaseHead, task: TaskRecord) => Promise<TaskPlan | Declined> | TaskPlan | Declined;

const closed = (task: TaskRecord): Declined | undefined =>
  task.status === 'OPEN'
    ? undefined
    : declined('task-closed', '该任务已经办结或撤销,不能再办理。', {
        more: { taskStatus: task.status, version: task.version },
      });

/** The frame of every change to a task, which is open unless `wrongState` says otherwise: who may, does it stand as seen, does somebody else write at the same time. */
export function changeTask(
  house: House,
  action: Action,
  input: ChangeTaskInput,
  plan: Plan,
  wrongState: (task: TaskRecord) => Declined | undefined = closed,
): Promise<TaskChanged | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, action, input, plan, wrongState),
    (stored) => taskChangedSchema.parse(stored),
  );
}

async function attempt(
  house: House,
  action: Action,
  { by, taskId, version, key }: ChangeTaskInput,
  plan: Plan,
  wrongState: (task: TaskRecord) => Declined | undefined,
): Promise<Attempt<TaskChanged> | Declined> {
  const { cases } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const task = await cases.task(taskId);
    const head = task === undefined ? undefined : await cases.head(task.caseId);
    if (task === undefined || head === undefined) return { kind: 'hidden' };
    const { area, unit } = task;
    const resource = { area, unit, above: house.policy.unitsAbove(unit), window: house.policy.windowUnit(area) };
    const { roles } = deskOf(task, head);
    const bar = barred(house.authorize(by, action, { ...resource, roles })) ?? wrongState(task);
    if (bar !== undefined) return bar;
    if (version !== undefined && task.version !== version) {
      return declined('stale-version', '该任务已被他人更新,请刷新后再办理。', { more: { version: task.version } });
    }
    const planned = await plan(head, task);
    if ('kind' in planned && isDeclined(planned)) return planned;
    if (!('to' in planned)) continue;
    const to: TaskRecord = {
      ...planned.to,
      version: task.version + (version === undefined && planned.to.status === task.status ? 0 : 1),
    };
    const outcome = taskChanged(to);
    const result = await cases.commit({
      ...planned.change,
      head,
      tasks: [{ kind: 'change', from: task, to }, ...(planned.change.tasks ?? [])],
      once: { key, outcome },
    });
    if (result.kind === 'committed') return { kind: 'done', outcome };
    if (result.kind === 'repeated') return { kind: 'repeated' };
    if (result.kind === 'person-left') return personLeft;
    if (result.kind === 'locked') return underWay(result.caseId);
  }
  return tooBusy;
}

const underWay = (caseId: CaseId): Declined =>
  declined('already-under-way', `有关人员已有同类案件在办,编号${caseId}。`, { more: { caseId } });

export const taskChanged = (task: TaskRecord): TaskChanged => ({
  kind: 'task-changed',
  taskId: task.taskId,
  taskKind: task.kind,
  status: task.status,
  version: task.version,
  holder: task.holder ?? null,
  outcome: task.outcome ?? null,
});
