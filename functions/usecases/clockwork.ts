import { headAlarm, taskAlarm } from '../domain/clock/alarm.ts';
import type { Watch } from '../domain/clock/ladder.ts';
import { caseTime, openPause, retimed } from '../domain/casework/retimed.ts';
import type { CaseTime } from '../domain/casework/retimed.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import { changedHead, isInProgress } from '../domain/casework/head.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import type { CaseChange, Cases, OpenedCase, TaskChange } from '../ports/cases.ts';
import type { Policy } from '../ports/policy.ts';
import type { Time } from '../ports/time.ts';

type Parts = { readonly policy: Policy; readonly time: Time };

/** What the ladders are counted on. */
export const watchOf = (policy: Policy): Watch => ({
  ladders: policy.ladders,
  calendar: policy.calendar,
  office: { opens: policy.setting('office.opening-hour'), closes: policy.setting('office.closing-hour') },
});

/** Fields of the head that the case's time is counted from. */
const COUNTED_FROM: ReadonlySet<string> = new Set<keyof ApplicationHead>([
  'acceptedOn',
  'delegated',
  'extension',
  'pauses',
  'recommended',
  'totalDueAt',
]);

/**
 * Winds the clock on every write of a case: no use case can open or change work that the sweep would not find, and
 * whatever moves the case's time moves every open task with it, in the same write.
 */
export function withClockwork(cases: Cases, parts: Parts): Cases {
  const watch = watchOf(parts.policy);
  return {
    ...cases,
    create: (created) => cases.create(begun(created, watch, parts.time.now())),
    async commit(change) {
      const now = parts.time.now();
      const timed = await withTime(cases, parts.policy, change, now);
      const alarm = isWoundAnew(timed, now)
        ? headAlarm(after(timed), watch, now, change.head.alarm)
        : change.head.alarm;
      return cases.commit({
        ...timed,
        next: { ...timed.next, ...(alarm === undefined ? {} : { alarm }) },
        ...(alarm === undefined ? { forget: [...(timed.forget ?? []), 'alarm'] } : {}),
        ...(timed.tasks === undefined ? {} : { tasks: timed.tasks.map((task) => wound(task, watch, now)) }),
        ...(timed.opens === undefined ? {} : { opens: timed.opens.map((opened) => begun(opened, watch, now)) }),
      });
    },
  };
}

/** A case that begins, with its alarm and those of its work. */
function begun<C extends OpenedCase>(opened: C, watch: Watch, now: number): C {
  const alarm = headAlarm(opened.head, watch, now);
  return {
    ...opened,
    ...(alarm === undefined ? {} : { head: { ...opened.head, alarm } }),
    ...(opened.tasks === undefined ? {} : { tasks: opened.tasks.map((task) => woundTask(task, watch, now)) }),
  };
}

/** Fields of the head that its alarm is counted from, beside those of its time. */
const WATCHED: ReadonlySet<string> = new Set<keyof CaseHead>(['status', 'rungs', 'totalOverdueAt', 'alarm']);

/** An alarm that lies ahead stands, unless something that it is counted from changes; counting is what costs. */
function isWoundAnew({ head, next, forget = [] }: CaseChange, now: number): boolean {
  if (head.alarm === undefined || head.alarm.at <= now) return true;
  return [...Object.keys(next), ...forget].some((field) => COUNTED_FROM.has(field) || WATCHED.has(field));
}

/** The head as the change leaves it. */
const after = ({ head, next, forget }: CaseChange): CaseHead => changedHead(head, next, forget);

/** The change with the case's time as it stands after it, on the head and on its open tasks. */
async function withTime(cases: Cases, policy: Policy, change: CaseChange, now: number): Promise<CaseChange> {
  const head = after(change);
  const clock = { rules: policy.rules(civilDateOf(now), head.area), calendar: policy.calendar };
  const isCounted =
    isInProgress(head) &&
    [...Object.keys(change.next), ...(change.forget ?? [])].some((field) => COUNTED_FROM.has(field));
  const time = isCounted ? caseTime(head, clock) : timeOnRecord(head);
  const { totalDueAt: _counted, ...next } = change.next;
  const timed: CaseChange = !isCounted
    ? change
    : time.totalDueAt === undefined
      ? { ...change, next, forget: [...(change.forget ?? []), 'totalDueAt'] }
      : { ...change, next: { ...next, totalDueAt: time.totalDueAt } };
  const isMoved = isCounted && !isSame(time, timeOnRecord(change.head));
  const tasks = (change.tasks ?? []).map((task): TaskChange => {
    if (task.kind === 'open') return { kind: 'open', task: retimed(task.task, head, clock, time) };
    return isMoved ? { ...task, to: retimed(task.to, head, clock, time) } : task;
  });
  if (!isMoved) return change.tasks === undefined ? timed : { ...timed, tasks };
  const named = new Set(tasks.map((task) => (task.kind === 'open' ? task.task : task.to).taskId));
  for (const from of await cases.tasks(head.caseId)) {
    const to = retimed(from, head, clock, time);
    if (to !== from && !named.has(from.taskId)) tasks.push({ kind: 'change', from, to });
  }
  return { ...timed, tasks };
}

function timeOnRecord(head: CaseHead): CaseTime {
  if (!isInProgress(head)) return {};
  const pause = openPause(head);
  return {
    ...(head.totalDueAt === undefined ? {} : { totalDueAt: head.totalDueAt }),
    ...(pause === undefined || head.totalOverdueAt !== undefined ? {} : { pausedSince: pause.from }),
  };
}

const isSame = (a: CaseTime, b: CaseTime): boolean => a.totalDueAt === b.totalDueAt && a.pausedSince === b.pausedSince;

function wound(change: TaskChange, watch: Watch, now: number): TaskChange {
  return change.kind === 'open'
    ? { ...change, task: woundTask(change.task, watch, now) }
    : { ...change, to: woundTask(change.to, watch, now, change.from) };
}

/** The task with its next alarm. */
export function woundTask(task: TaskRecord, watch: Watch, now: number, from?: TaskRecord): TaskRecord {
  const { alarm: _before, ...rest } = task;
  const alarm = taskAlarm(rest, watch, now, from?.alarm);
  return alarm === undefined ? rest : { ...rest, alarm };
}
