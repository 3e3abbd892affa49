import type { CaseHead, TaskRecord } from '../../domain/application/records.ts';
import type { DeliveryKey } from '../../domain/notification/delivery.ts';
import type { CaseId, TaskId } from '../../domain/values/ids.ts';
import type { CaseChange, DueIndex } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention } from '../carry/current-head.ts';

export interface DueReport {
  readonly noticesEnded: number;
  readonly limitsExceeded: number;
}

const ACTOR = 'system:due-sweep';

/**
 * Looks at everything whose limit has passed: a notice that ran out without objection ends, anything else is recorded as
 * late, once. Time alone closes nothing but a notice, and approves, refuses or ends nothing at all.
 */
export async function runDue(
  house: House,
  dueIndex: DueIndex,
  retry?: (delivery: DeliveryKey, now: number) => Promise<void>,
): Promise<DueReport> {
  const now = house.time.now();
  const report = { noticesEnded: 0, limitsExceeded: 0 };
  for await (const due of dueIndex.due(now)) {
    if ('delivery' in due) {
      await retry?.(due.delivery, now);
      continue;
    }
    const done =
      due.taskId === undefined
        ? await passTotal(house, due.caseId, now)
        : await passTask(house, due.caseId, due.taskId, now);
    if (done === 'notice-ended') report.noticesEnded += 1;
    if (done === 'limit-exceeded') report.limitsExceeded += 1;
  }
  return report;
}

type Done = 'notice-ended' | 'limit-exceeded' | 'nothing';

async function passTotal(house: House, caseId: CaseId, now: number): Promise<Done> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await house.cases.head(caseId);
    const isLate = head?.status === 'in-review' && head.totalDueAt !== undefined && head.totalDueAt <= now;
    if (head === undefined || !isLate || head.totalOverdueAt !== undefined) return 'nothing';
    const committed = await house.cases.commit({
      head,
      next: { totalOverdueAt: now },
      events: [{ type: 'total-exceeded', at: head.totalDueAt ?? now, actor: ACTOR, data: {} }],
    });
    if (committed.kind === 'committed') return 'limit-exceeded';
  }
  throw contention(caseId);
}

async function passTask(house: House, caseId: CaseId, taskId: TaskId, now: number): Promise<Done> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const task = await house.cases.task(taskId);
    const head = await house.cases.head(caseId);
    if (task === undefined || head === undefined || task.status !== 'OPEN') return 'nothing';
    const passed = passedLimit(task, now);
    if (passed === undefined) return 'nothing';
    const change = task.kind === 'public-notice' ? endNotice(head, task, now) : recordLate(head, task, passed, now);
    const committed = await house.cases.commit(change);
    if (committed.kind === 'committed') return task.kind === 'public-notice' ? 'notice-ended' : 'limit-exceeded';
  }
  throw contention(caseId);
}

function passedLimit(task: TaskRecord, now: number) {
  if (task.overdueAt !== undefined) return undefined;
  const limits = [task.startedAt === undefined ? task.startLimit : undefined, task.finishLimit];
  return limits.find((limit) => limit !== undefined && limit.dueAt <= now);
}

function endNotice(head: CaseHead, task: TaskRecord, now: number): CaseChange {
  const { caseId, taskId } = task;
  return {
    head,
    next: {},
    events: [
      { type: 'notice-ended', at: task.finishLimit?.dueAt ?? now, actor: ACTOR, data: { taskId, objections: 0 } },
    ],
    tasks: [
      {
        kind: 'change',
        from: task,
        to: { ...task, version: task.version + 1, status: 'EXPIRED', closedAt: now, closedBy: ACTOR },
      },
    ],
    outbox: [{ kind: 'ring', caseId, taskId }],
    notices: { takeDown: { noticeId: taskId } },
  };
}

function recordLate(
  head: CaseHead,
  task: TaskRecord,
  limit: { readonly limitId: string; readonly dueAt: number },
  now: number,
): CaseChange {
  return {
    head,
    next: {},
    events: [
      {
        type: 'limit-exceeded',
        at: limit.dueAt,
        actor: ACTOR,
        data: { taskId: task.taskId, limitId: limit.limitId },
      },
    ],
    tasks: [{ kind: 'change', from: task, to: { ...task, version: task.version + 1, overdueAt: now } }],
  };
}
