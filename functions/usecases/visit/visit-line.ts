import type { TaskRecord } from '../../domain/casework/task.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import type { House } from '../house.ts';

/** What a list shows of a visit; nothing personal. */
export const visitLine = ({ policy }: House, head: VisitHead, task: TaskRecord | undefined) => ({
  caseId: head.caseId,
  area: head.area,
  village: head.village ?? null,
  priority: head.priority,
  priorityTitle: policy.visitPriorities.find(({ id }) => id === head.priority)?.title ?? head.priority,
  level: head.level,
  plan: head.plan ?? null,
  dueOn: task?.finishLimit?.dueOn ?? null,
  alerts: [...head.alerts],
  records: head.marks.length,
});
