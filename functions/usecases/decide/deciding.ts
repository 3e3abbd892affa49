import type { CaseHead } from '../../domain/casework/head.ts';
import type { NewEvent } from '../../domain/casework/event.ts';
import type { TaskDecision } from '../../domain/casework/decision.ts';
import type { TaskRecord } from '../../domain/casework/task.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import type { CaseChange } from '../../ports/cases.ts';
import type { TaskPlan } from '../change-task.ts';

/** A decision about to be judged: who acts is the task's holder, or stands in for the holder. */
export interface Deciding<H extends CaseHead = CaseHead, D extends TaskDecision = TaskDecision> {
  readonly head: H;
  readonly task: TaskRecord;
  readonly by: Principal;
  /** Whose work it is, where a substitute acts. */
  readonly behalf: { readonly onBehalfOf?: string };
  readonly decision: D;
  readonly now: number;
}

/** The same, by somebody of whom only the name is needed: who concluded another case. */
export type Closing<H extends CaseHead = CaseHead, D extends TaskDecision = TaskDecision> = Omit<
  Deciding<H, D>,
  'by'
> & { readonly by: Pick<Principal, 'subject'> };

/**
 * The task closed with `outcome`, which the procedure's Choice branches on; the decision sealed as `decision.{taskId}`, its
 * event on record, and the waiting execution rung.
 */
export function decided(
  { task, by, behalf, decision, now }: Closing,
  outcome: string,
  event: Pick<NewEvent, 'type' | 'data'>,
  more: Omit<CaseChange, 'head' | 'once' | 'events'> & { readonly events?: CaseChange['events'] },
): TaskPlan {
  return {
    to: { ...task, status: 'DECIDED', outcome, closedAt: now, closedBy: by.subject, ...behalf },
    change: {
      ...more,
      present: [by.subject],
      events: [
        {
          type: event.type,
          at: now,
          actor: by.subject,
          ...behalf,
          data: { taskId: task.taskId, round: task.round, ...event.data },
        },
        ...(more.events ?? []),
      ],
      outbox: [{ kind: 'ring', caseId: task.caseId, taskId: task.taskId }, ...(more.outbox ?? [])],
      sealed: [{ name: `decision.${task.taskId}`, content: decision }, ...(more.sealed ?? [])],
    },
  };
}

/** Of a procedure that no machine carries: there is nobody to ring, and nobody who would settle. */
export const withoutMachine = ({ now }: Closing, { to, change }: TaskPlan): TaskPlan => ({
  to: { ...to, settledAt: now },
  change: { ...change, outbox: change.outbox?.filter(({ kind }) => kind !== 'ring') ?? [] },
});
