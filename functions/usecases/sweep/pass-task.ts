import { deskOf } from '../../domain/casework/desk-of.ts';
import { isHangingNotice } from '../../domain/casework/hanging-notice.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { CaseEventType } from '../../domain/casework/vocabulary.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { passedRungs, taskRungs, unmetLimit } from '../../domain/clock/alarm.ts';
import type { CaseId, TaskId } from '../../domain/values/ids.ts';
import type { CaseChange } from '../../ports/cases.ts';
import type { Rungs } from '../../ports/rungs.ts';
import { contention } from '../carry/current-head.ts';
import { watchOf, woundTask } from '../clockwork.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { tell } from './tell.ts';
import type { SupervisorsOf } from './tell.ts';

export interface PassParts {
  readonly rungs: Rungs;
  readonly supervisors: SupervisorsOf;
}

/** What one due item came to. */
export interface Passed {
  readonly noticesEnded: number;
  readonly limitsExceeded: number;
  readonly reminded: number;
}

export const nothing: Passed = { noticesEnded: 0, limitsExceeded: 0, reminded: 0 };

export const ACTOR = 'system:due-sweep';

/**
 * Ends a period that ran out (a notice, a ballot), records a limit that was missed, claims the rungs whose turn has come. Time alone
 * closes nothing else, and decides nothing. A mere reminder touches neither head nor record of the case.
 */
export async function passTask(
  house: House,
  { rungs, supervisors }: PassParts,
  caseId: CaseId,
  taskId: TaskId,
  now: number,
): Promise<Passed> {
  const watch = watchOf(house.policy);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const task = await house.cases.task(taskId);
    if (task?.status !== 'OPEN' || task.alarm === undefined || task.alarm.at > now) return nothing;
    const unmet = unmetLimit(task);
    const late = unmet !== undefined && unmet.limit.dueAt <= now ? unmet : undefined;
    const passed = passedRungs(taskRungs(task, watch), task, now);
    const isSupervised = passed.some(({ rung }) => rung.record === 'supervision');
    const told = await tell(house, supervisors, task, passed, now);
    const claimed: TaskRecord =
      passed.length === 0 ? task : { ...task, rungs: [...(task.rungs ?? []), ...passed.map(({ name }) => name)] };
    if (late === undefined && !isSupervised) {
      const result = await rungs.claim(task, woundTask(claimed, watch, now, task), told);
      if (result === 'claimed') return { ...nothing, reminded: passed.length };
      continue;
    }
    const head = await house.cases.head(caseId);
    if (head === undefined) return nothing;
    const { endsByTime } = deskOf(task, head);
    if (endsByTime !== undefined) {
      const ended = await house.cases.commit(endByTime(head, task, endsByTime, now));
      if (ended.kind === 'committed') return { ...nothing, noticesEnded: 1 };
      continue;
    }
    const events: NewEvent[] = [
      ...(late === undefined
        ? []
        : [event('limit-exceeded', late.limit.dueAt, { taskId, limitId: late.limit.limitId })]),
      ...(isSupervised ? [event('supervision-ordered', now, { taskId, unit: task.unit })] : []),
    ];
    const committed = await house.cases.commit({
      head,
      next: {},
      events,
      tasks: [{ kind: 'change', from: task, to: late === undefined ? claimed : recordedLate(claimed, late.rung, now) }],
      outbox: told.messages,
      summary: told.summary,
    });
    if (committed.kind === 'committed') {
      return { ...nothing, limitsExceeded: late === undefined ? 0 : 1, reminded: passed.length };
    }
  }
  throw contention(caseId);
}

const recordedLate = (task: TaskRecord, rung: string, now: number): TaskRecord => ({
  ...task,
  overdueAt: task.overdueAt ?? now,
  rungs: [...(task.rungs ?? []), rung],
});

export const event = (type: NewEvent['type'], at: number, data: NewEvent['data']): NewEvent => ({
  type,
  at,
  actor: ACTOR,
  data,
});

/** The period has run out, and that is all it says: what follows is the procedure's, and decided by people. */
function endByTime(head: CaseHead, task: TaskRecord, type: CaseEventType, now: number): CaseChange {
  const { caseId, taskId } = task;
  return {
    head,
    next: {},
    events: [event(type, task.finishLimit?.dueAt ?? now, { taskId })],
    tasks: [
      {
        kind: 'change',
        from: task,
        to: { ...task, version: task.version + 1, status: 'EXPIRED', closedAt: now, closedBy: ACTOR },
      },
    ],
    outbox: [{ kind: 'ring', caseId, taskId }],
    ...(isHangingNotice(task.kind) ? { notices: { takeDown: { noticeId: taskId } } } : {}),
  };
}
