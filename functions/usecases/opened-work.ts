import { deskOf } from '../domain/casework/desk-of.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import { taskLimits } from '../domain/casework/limits.ts';
import { taskIdOf } from '../domain/casework/task.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import type { TaskKind } from '../domain/casework/vocabulary.ts';
import { civilDateOf } from '../domain/values/civil-date.ts';
import { taskId } from '../domain/values/ids.ts';
import { unitOf } from './carry/open-task.ts';
import type { House } from './house.ts';

/** A piece of work as it opens, of a procedure that no machine carries. */
export function openedWork(house: House, head: CaseHead, kind: TaskKind): TaskRecord {
  const now = house.time.now();
  const today = civilDateOf(now);
  const clock = { rules: house.policy.rules(today, head.area), calendar: house.policy.calendar };
  return {
    caseId: head.caseId,
    taskId: taskId(taskIdOf(head, kind, head.round)),
    kind,
    round: head.round,
    area: head.area,
    unit: unitOf(house, deskOf({ kind }, head), head),
    version: 1,
    revision: 1,
    openedAt: now,
    status: 'OPEN',
    ...taskLimits(kind, head, clock, today, now),
  };
}
