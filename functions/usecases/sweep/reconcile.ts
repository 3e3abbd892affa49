import { executionName, machineOf } from '../../domain/casework/execution.ts';
import type { CaseHead } from '../../domain/casework/head.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import { isRestartDue } from '../../domain/casework/restart-patience.ts';
import { deskOf } from '../../domain/casework/desk-of.ts';
import type { CaseId, TaskId } from '../../domain/values/ids.ts';
import type { Unsettled } from '../../ports/cases.ts';
import type { WorkflowService } from '../../ports/workflow.ts';
import { cancelledWork } from '../cancelled-work.ts';
import { restartOf } from '../restart-case.ts';
import type { House } from '../house.ts';
import type { Delivery } from './deliver-message.ts';

const MINUTE_MS = 60_000;
/** A closed task that its procedure has not seen for this long is rung again. */
const RING_AGAIN_MS = 5 * MINUTE_MS;
/** Younger cases are not looked at: what was just written is still on its way. */
const QUIET_MS = 5 * MINUTE_MS;
/** A closed task that nobody settles for this long, though its bell was rung, has lost its execution. */
const LOST_MS = 15 * MINUTE_MS;

/** So that a sweep costs the same however many cases are open; each has its turn every (cases ÷ this) sweeps. */
const CASES_A_LOOK = 200;

const ACTOR = 'system:reconcile';

export interface ReconcileReport {
  readonly rungAgain: number;
  readonly restarted: number;
  readonly cancelled: number;
}

/** Repairs what a lost bell, a lost execution or a failed sibling left behind (architecture §5, reconcile). */
export async function reconcile(
  house: House,
  parts: Delivery & { readonly unsettled: Unsettled; readonly workflow: WorkflowService },
): Promise<ReconcileReport> {
  const now = house.time.now();
  const report = { rungAgain: 0, restarted: 0, cancelled: 0 };
  for await (const { caseId, taskId } of parts.unsettled.unsettled(now - RING_AGAIN_MS)) {
    const tokens = await parts.doorbells.tokens(caseId, taskId);
    for (const { token } of tokens) await parts.workflow.signal(token);
    if (tokens.length > 0) report.rungAgain += 1;
    // Every token was rung and still nobody came to settle: the execution that should have is lost.
    else if (await restartIfLost(house, caseId, taskId, now)) report.restarted += 1;
  }
  for (const seen of await parts.unsettled.nextUnderReview(CASES_A_LOOK)) {
    const head = await house.cases.head(seen.caseId);
    if (head === undefined || head.closedOn !== undefined || now - head.changedAt < QUIET_MS) continue;
    report.cancelled += await cancelLeftOver(house, head, now);
    const machine = machineOf(head);
    if (machine === undefined) continue;
    const isRunning = await parts.workflow.isRunning({ machine, name: executionName(head, machine) });
    if (isRunning || !isRestartDue(await house.cases.events(head.caseId), now - head.changedAt)) continue;
    const committed = await house.cases.commit({ head, ...restartOf(head, machine, now, ACTOR) });
    if (committed.kind === 'committed') report.restarted += 1;
  }
  return report;
}

async function restartIfLost(house: House, caseId: CaseId, taskId: TaskId, now: number): Promise<boolean> {
  const task = await house.cases.task(taskId);
  const head = await house.cases.head(caseId);
  const machine = head === undefined ? undefined : machineOf(head);
  if (task?.closedAt === undefined || task.settledAt !== undefined) return false;
  if (head === undefined || machine === undefined) return false;
  if (now - task.closedAt < LOST_MS || head.closedOn !== undefined) return false;
  if (!isRestartDue(await house.cases.events(caseId), now - head.changedAt)) return false;
  const committed = await house.cases.commit({ head, ...restartOf(head, machine, now, ACTOR) });
  return committed.kind === 'committed';
}

/** Open tasks of a stage or round that the procedure has left: nobody will ever settle them. Branches count rounds of their own. */
async function cancelLeftOver(house: House, head: CaseHead, now: number): Promise<number> {
  const open = (await house.cases.tasks(head.caseId)).filter((task) => task.status === 'OPEN');
  const isEarlier = ({ part, round }: TaskRecord) => part === undefined && round < head.round;
  const leftOver = open.filter((task) => isEarlier(task) || deskOf(task, head).stage !== head.stage);
  if (leftOver.length === 0) return 0;
  const { cancelled, ...work } = cancelledWork(leftOver, now, ACTOR);
  const committed = await house.cases.commit({
    ...work,
    head,
    next: {},
    events: [{ type: 'tasks-cancelled', at: now, actor: ACTOR, data: { cancelled: [...cancelled] } }],
  });
  return committed.kind === 'committed' ? leftOver.length : 0;
}
