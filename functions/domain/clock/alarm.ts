import type { Alarm, CaseHead, TaskRecord } from '../application/records.ts';

/** The next moment at which the clock must look at an open task; undefined where nothing is to be watched. */
export function taskAlarm(task: TaskRecord): Alarm | undefined {
  if (task.status !== 'OPEN' || task.overdueAt !== undefined) return undefined;
  const start = task.startedAt === undefined ? task.startLimit : undefined;
  const limits = [start, task.finishLimit].filter((limit) => limit !== undefined);
  const [nearest] = limits.toSorted((a, b) => a.dueAt - b.dueAt);
  return nearest === undefined
    ? undefined
    : { at: nearest.dueAt, rung: `${nearest === start ? 'start' : 'finish'}.exceeded@${nearest.dueOn}` };
}

/** The same for the case's total. */
export function totalAlarm(head: CaseHead): Alarm | undefined {
  return head.status !== 'in-review' || head.totalOverdueAt !== undefined || head.totalDueAt === undefined
    ? undefined
    : { at: head.totalDueAt, rung: 'total.exceeded' };
}
