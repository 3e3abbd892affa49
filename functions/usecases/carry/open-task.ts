import type { OpenTaskEvent } from '../../contracts/task-events.ts';
import { taskLimits } from '../../domain/casework/limits.ts';
import type { Clock } from '../../domain/casework/legal-limit.ts';
import { isDrawn, lotOf } from '../../domain/application/random-check.ts';
import { taskIdOf } from '../../domain/casework/task.ts';
import type { ApplicationHead } from '../../domain/application/head.ts';
import type { Desk } from '../../domain/casework/desk.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import type { TaskKind } from '../../domain/casework/vocabulary.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { deskOf } from '../../domain/casework/desk-of.ts';
import { countyOf } from '../../domain/values/area-code.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import { taskId as toTaskId } from '../../domain/values/ids.ts';
import { TaskError } from '../../ports/task-errors.ts';
import type { UnitId } from '../../domain/values/ids.ts';
import type { House, HouseWithDoorbells } from '../house.ts';
import { TURNS } from '../once.ts';
import { contention, currentHead } from './current-head.ts';
import { noticeOf } from './post-notice.ts';
import { terminationNoticeOf } from './post-termination-notice.ts';

/**
 * Opens a piece of people's work, once for each case, kind and round, and leaves the execution's token at its door.
 * Never reopens: where the task is closed already, the same write rings.
 */
export async function openTask(house: HouseWithDoorbells, event: OpenTaskEvent): Promise<void> {
  const { cases, doorbells } = house;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const head = await currentHead(cases, event.caseId, event.gen);
    const taskId = toTaskId(taskIdOf(head, event.kind, event.round, event.part));
    const existing = await cases.task(taskId);
    if (existing !== undefined) {
      const left = await doorbells.put(head, existing, event.token);
      if (left === 'put') return;
      if (left === 'superseded') throw new TaskError('Superseded', `case ${event.caseId} was rebuilt meanwhile`);
      continue;
    }
    const now = house.time.now();
    const today = civilDateOf(now);
    const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
    const isEnded = head.closedOn !== undefined;
    const desk = deskOf(event, head);
    const task: TaskRecord = {
      caseId: head.caseId,
      taskId,
      kind: event.kind,
      round: event.round,
      ...(event.part === undefined ? {} : { part: event.part }),
      area: head.area,
      unit: unitOf(house, desk, head),
      version: 1,
      revision: 1,
      openedAt: now,
      ...(isEnded
        ? { status: 'CANCELLED', closedAt: now, closedBy: 'system:open-task' }
        : { status: 'OPEN', ...taskLimits(event.kind, head, clock, today, now) }),
    };
    const notice = isEnded ? undefined : await postedWith(house, head, task);
    const check =
      isEnded || !isOf(head, 'application') ? undefined : await randomCheckOf(house, head, event.kind, clock);
    const result = await cases.commit({
      head,
      next: {
        stage: event.stage,
        // Branches count rounds of their own.
        round: event.part === undefined ? Math.max(head.round, event.round) : head.round,
        ...(check === undefined ? {} : { randomCheck: check.isDrawn }),
      },
      events: [openedEvent(head, task, now), ...(notice === undefined ? [] : [notice.event])],
      ...(check === undefined ? {} : { tally: check.tally }),
      tasks: [{ kind: 'open', task }],
      token: { taskId, token: event.token },
      ...(isEnded ? { outbox: [{ kind: 'ring', caseId: head.caseId, taskId }] } : {}),
      ...(notice === undefined
        ? {}
        : { notices: { post: notice.record }, sealed: [{ name: `notice.${taskId}`, content: notice.record }] }),
    });
    if (result.kind === 'committed') return;
  }
  throw contention(event.caseId);
}

/** What a notice that is opened puts on the board. */
async function postedWith(house: House, head: CaseHead, task: TaskRecord) {
  if (task.kind === 'public-notice' && isOf(head, 'application')) return noticeOf(house, head, task);
  if (task.kind === 'termination-notice' && isOf(head, 'termination')) return terminationNoticeOf(house, head, task);
  return undefined;
}

export function unitOf({ policy }: Pick<House, 'policy'>, { office }: Desk, { area }: CaseHead): UnitId {
  switch (office) {
    case 'township':
      return policy.townshipUnit(area);
    case 'county':
      return policy.countyUnit(area);
    default:
      return office.unit;
  }
}

/** Each 特困 file that reaches a county is drawn or not, once; a file that comes back keeps its lot. */
async function randomCheckOf(house: HouseWithDoorbells, head: ApplicationHead, kind: TaskKind, { rules }: Clock) {
  const isCounted = kind === 'confirmation' && !head.delegated && head.recommended.includes('destitute');
  const percent = rules.figures['random-check'];
  if (!isCounted || head.randomCheck !== undefined || percent?.kind !== 'figure') return undefined;
  const name = `random-check#${countyOf(head.area) ?? head.area}`;
  const was = await house.cases.tally(name);
  const isOurs = isDrawn(was, percent.value, lotOf(head.caseId));
  return {
    isDrawn: isOurs,
    tally: { name, was, next: { seen: was.seen + 1, drawn: was.drawn + (isOurs ? 1 : 0) } },
  };
}

function openedEvent(head: CaseHead, task: TaskRecord, at: number): NewEvent {
  return {
    type: task.status === 'OPEN' ? 'task-opened' : 'task-cancelled',
    at,
    actor: 'system:open-task',
    data: {
      taskId: task.taskId,
      unit: task.unit,
      round: task.round,
      gen: head.gen,
      ...(task.finishLimit === undefined ? {} : { dueOn: task.finishLimit.dueOn }),
    },
  };
}
