import { taskLimits } from '../../domain/casework/limits.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { CaseChange, TaskChange } from '../../ports/cases.ts';
import type { House } from '../house.ts';
import type { VisitOf } from './visit-for.ts';

const PRESSING = ['yellow', 'orange', 'red'] as const;

/**
 * The open visit looks into these too, and becomes as pressing as the more pressing of the two. Undefined: it does so already.
 * A report of a family that is to be visited anyway adds nothing but its own words.
 */
export async function joinedVisit(
  house: House,
  head: VisitHead,
  of: VisitOf,
  by: string,
): Promise<CaseChange | undefined> {
  const added = of.alerts.filter((alert) => !head.alerts.includes(alert));
  if (added.length === 0 && of.report === undefined) return undefined;
  const now = house.time.now();
  const today = civilDateOf(now);
  const order = house.policy.visitPriorities.map(({ id }) => id);
  const isMore = order.indexOf(of.priority) < order.indexOf(head.priority);
  const next = {
    alerts: [...head.alerts, ...added],
    priority: isMore ? of.priority : head.priority,
    level: PRESSING.indexOf(of.level) > PRESSING.indexOf(head.level) ? of.level : head.level,
    needsTwo: head.needsTwo || of.needsTwo,
    discoveredAt: Math.min(head.discoveredAt, of.discoveredAt),
  };
  const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
  const open = (await house.cases.tasks(head.caseId)).filter(({ status }) => status === 'OPEN');
  return {
    head,
    next,
    events: [{ type: 'visit-joined', at: now, actor: by, data: { alerts: added, level: next.level, was: head.level } }],
    tasks: open.map((task): TaskChange => {
      const { finishLimit: _was, ...rest } = task;
      const limits = taskLimits(task.kind, { ...head, ...next }, clock, today);
      return { kind: 'change', from: task, to: { ...rest, version: task.version + 1, ...limits } };
    }),
    ...(of.report === undefined ? {} : { sealed: [{ name: `report.${now}`, content: { text: of.report } }] }),
  };
}
