import { exceededRung, isRecordedLate } from '../casework/late.ts';
import { openPause } from '../casework/retimed.ts';
import type { Alarm } from '../casework/alarm.ts';
import type { TaskRecord } from '../casework/task.ts';
import { isHangingNotice } from '../casework/hanging-notice.ts';
import { isInProgress } from '../casework/head.ts';
import type { CaseHead } from '../casework/head.ts';
import { civilDateOf } from '../values/civil-date.ts';
import { dayOfLimit, ladderOf, limitRungs, rungsSince } from './ladder.ts';
import type { DueRung, Watch } from './ladder.ts';

/** Everything that the clock does about an open task by itself, but for what stands still under a pause. */
export function taskRungs(task: TaskRecord, watch: Watch): DueRung[] {
  if (task.status !== 'OPEN' || isHangingNotice(task.kind)) return [];
  const { kind, startLimit, finishLimit, startedAt, openedAt } = task;
  if (startLimit === undefined && finishLimit === undefined) {
    return task.pausedSince === undefined
      ? rungsSince(ladderOf(watch, 'unlimited', kind), civilDateOf(openedAt), watch)
      : [];
  }
  const start = startedAt === undefined && startLimit?.paused !== true ? startLimit : undefined;
  const finish = finishLimit?.paused === true ? undefined : finishLimit;
  return [
    ...(start === undefined ? [] : limitRungs(ladderOf(watch, 'start', kind), start, openedAt, watch)),
    ...(finish === undefined ? [] : limitRungs(ladderOf(watch, 'finish', kind), finish, openedAt, watch)),
  ];
}

/** The same for the case: its total, and a pause that lasts. */
export function headRungs(head: CaseHead, watch: Watch): readonly DueRung[] {
  if (!isInProgress(head)) return [];
  const pause = openPause(head);
  if (pause !== undefined && head.totalOverdueAt === undefined) {
    return rungsSince(ladderOf(watch, 'pause'), pause.from, watch);
  }
  const { acceptedOn, totalDueAt } = head;
  if (acceptedOn === undefined || totalDueAt === undefined) return [];
  const limit = { from: acceptedOn, dueOn: dayOfLimit(totalDueAt), dueAt: totalDueAt };
  return limitRungs(ladderOf(watch, 'total'), limit, 0, watch);
}

/** The limit of the task that the clock must record as missed when its instant comes. */
export function unmetLimit(task: TaskRecord) {
  if (task.status !== 'OPEN') return undefined;
  const { startLimit, finishLimit, startedAt } = task;
  const limits = [
    ...(startLimit === undefined || startedAt !== undefined ? [] : [{ kind: 'start', limit: startLimit } as const]),
    ...(finishLimit === undefined ? [] : [{ kind: 'finish', limit: finishLimit } as const]),
  ];
  const [nearest] = limits
    .filter(({ kind, limit }) => limit.paused !== true && !isRecordedLate(task, kind, limit))
    .toSorted((a, b) => a.limit.dueAt - b.limit.dueAt);
  return nearest === undefined ? undefined : { ...nearest, rung: exceededRung(nearest.kind, nearest.limit) };
}

/** Rungs whose turn has come by `now`, in order: from the one that is awaited on, none of them claimed. */
export const passedRungs = (
  rungs: readonly DueRung[],
  { alarm, rungs: claimed = [] }: Pick<TaskRecord | CaseHead, 'alarm' | 'rungs'>,
  now: number,
): DueRung[] =>
  rungs
    .filter(({ name, at }) => at <= now && at >= (alarm?.at ?? now) && !claimed.includes(name))
    .toSorted((a, b) => a.at - b.at);

/** The next moment at which the clock must look at the task; undefined where nothing is to be watched. */
export function taskAlarm(task: TaskRecord, watch: Watch, now: number, before?: Alarm): Alarm | undefined {
  const unmet = unmetLimit(task);
  const late = unmet === undefined ? [] : [{ at: unmet.limit.dueAt, rung: unmet.rung }];
  return next(late, taskRungs(task, watch), task, now, before);
}

/** The same for the case. */
export function headAlarm(head: CaseHead, watch: Watch, now: number, before?: Alarm): Alarm | undefined {
  const { totalDueAt } = head;
  const isWatched = isInProgress(head) && head.totalOverdueAt === undefined && totalDueAt !== undefined;
  const late = isWatched ? [{ at: totalDueAt, rung: `total.exceeded@${dayOfLimit(totalDueAt)}` }] : [];
  return next(late, headRungs(head, watch), head, now, before);
}

/**
 * Being late is always recorded. A rung that lies in the past when a date is set or moved is not made up for; one that is
 * awaited already, and whose instant has come, is.
 */
function next(
  late: readonly Alarm[],
  rungs: readonly DueRung[],
  { rungs: claimed = [] }: Pick<TaskRecord | CaseHead, 'rungs'>,
  now: number,
  before: Alarm | undefined,
): Alarm | undefined {
  const open = rungs.filter(({ name }) => !claimed.includes(name)).map(({ name, at }) => ({ at, rung: name }));
  const isAwaited = before !== undefined && [...late, ...open].some(({ rung }) => rung === before.rung);
  const since = isAwaited ? Math.min(before.at, now) : now;
  const [nearest] = [...late, ...open.filter(({ at }) => at >= since)].toSorted((a, b) => a.at - b.at);
  return nearest;
}
