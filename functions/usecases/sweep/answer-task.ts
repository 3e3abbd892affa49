import { caseId } from '../../domain/values/ids.ts';
import type { CaseId, TaskId } from '../../domain/values/ids.ts';
import { contention } from '../carry/current-head.ts';
import { isOf } from '../../domain/casework/head.ts';
import type { House } from '../house.ts';
import { TURNS } from '../once.ts';
import { verifiedByVisit } from '../visit/verified-by-visit.ts';

/** What a case says to a task of another that waits for it. */
export interface Answer {
  /** The case that answers. */
  readonly caseId: CaseId;
  readonly taskId: TaskId;
  readonly outcome: string;
}

const ACTOR = 'system:answer';

/** A task id begins with its case's, which holds no dot. */
const caseOf = (taskId: TaskId): CaseId => caseId(taskId.slice(0, taskId.indexOf('.')));

/** The asking case's execution has not come so far: the answer stays in the outbox and is given again. */
const notYet = (taskId: TaskId): Error => new Error(`task ${taskId} does not wait for its answer yet`);

/** Closes the waiting task with the answer and rings; once, however often it is delivered. A task that ended meanwhile needs none. Throws where the answer must come again. */
export async function answerTask(house: House, { caseId: from, taskId, outcome }: Answer): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const task = await house.cases.task(taskId);
    const head = await house.cases.head(task?.caseId ?? caseOf(taskId));
    if (head === undefined) return;
    if (task === undefined && head.closedOn === undefined) throw notYet(taskId);
    if (task?.status !== 'OPEN') return;
    const now = house.time.now();
    if (isOf(head, 'alert')) {
      const verified = await verifiedByVisit(house, head, task, { caseId: from, outcome });
      if ((await house.cases.commit(verified)).kind === 'committed') return;
      continue;
    }
    const committed = await house.cases.commit({
      head,
      next: {},
      events: [{ type: 'task-answered', at: now, actor: ACTOR, data: { taskId, outcome, from } }],
      tasks: [
        {
          kind: 'change',
          from: task,
          to: { ...task, version: task.version + 1, status: 'DECIDED', outcome, closedAt: now, closedBy: ACTOR },
        },
      ],
      outbox: [{ kind: 'ring', caseId: task.caseId, taskId }],
    });
    if (committed.kind === 'committed') return;
  }
  throw contention(from);
}
