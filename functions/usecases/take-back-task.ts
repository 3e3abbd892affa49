import * as z from 'zod';
import { householdFactsSchema } from '../contracts/facts.ts';
import type { TaskChanged } from '../contracts/outcomes.ts';
import { applicationHeadSchema } from '../contracts/heads/application.ts';
import { forgettableFields, restorable } from '../domain/application/before.ts';
import { totalLimit } from '../domain/casework/limits.ts';
import { taskIdOf } from '../domain/casework/task.ts';
import type { CaseEvent } from '../domain/casework/event.ts';
import { isOf } from '../domain/casework/head.ts';
import type { ApplicationHead } from '../domain/application/head.ts';
import type { TaskKind } from '../domain/casework/vocabulary.ts';
import type { TaskRecord } from '../domain/casework/task.ts';
import { deskOf } from '../domain/casework/desk-of.ts';
import type { HouseholdFacts } from '../domain/classification/facts.ts';
import type { CaseChange, SealedDocument, TaskChange } from '../ports/cases.ts';
import { changeTask } from './change-task.ts';
import type { ChangeTaskInput } from './change-task.ts';
import type { House } from './house.ts';
import { declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import { clockOf } from './read-application.ts';
import { restartOf } from './restart-case.ts';

/** A letter that was delivered is delivered; a notice nobody decides. */
export const canBeTakenBack = (kind: TaskKind): boolean => kind !== 'refusal-letter' && kind !== 'public-notice';

const before = z.object({
  head: applicationHeadSchema.pick({
    circumstances: true,
    exceptTiers: true,
    recommended: true,
    noticedTiers: true,
    extension: true,
    exceptRoutes: true,
    recommendedRoute: true,
    classifiedOn: true,
    opinion: true,
    confirmation: true,
  }),
  facts: householdFactsSchema.exactOptional(),
});

const nameOf = (task: TaskRecord): string => `before.${task.taskId}`;

/** What stood before a decision, kept beside it; the facts only where the decision changes them. */
export const beforeDecision = (
  head: ApplicationHead,
  task: TaskRecord,
  facts: HouseholdFacts | undefined,
): SealedDocument => ({
  name: nameOf(task),
  content: { head: restorable(head), ...(facts === undefined ? {} : { facts }) },
});

/**
 * 取回: whoever decided (or had it decided for them) takes a mistake back, while nobody else has acted on it and nothing
 * has left the house. One write puts the case back to where the decision found it, and the work is opened anew as its
 * next attempt; the old decision stays in the record.
 */
export function takeBackTask(
  house: House,
  input: ChangeTaskInput & { readonly reason: string },
): Promise<TaskChanged | Declined> {
  const { by, reason } = input;
  return changeTask(
    house,
    'task.take-back',
    input,
    async (head, task) => {
      if (task.closedBy !== by.subject && task.onBehalfOf !== by.subject) {
        return declined('not-decider', '只有作出该项办理的人(或者被代办人)可以取回。');
      }
      if (!isOf(head, 'application')) return tookEffect;
      const stored = await house.cases.sealed(head, nameOf(task));
      if (stored === undefined || !canBeTakenBack(task.kind) || head.status !== 'in-review') return tookEffect;
      const since = eventsSince(await house.cases.events(head.caseId), task);
      if (since.some(({ type }) => finalTypes.has(type))) return tookEffect;
      const others = since.some(
        ({ actor, type }) =>
          !actor.startsWith('system:') &&
          !(ownTypes.has(type) && (actor === task.closedBy || actor === task.onBehalfOf)),
      );
      if (others) return declined('next-has-acted', '后续环节已有人办理,不能再取回;请通过退回等程序更正。');
      const now = house.time.now();
      const later = laterOpen(await house.cases.tasks(head.caseId), task);
      return {
        to: { ...task, takenBackAt: now, settledAt: task.settledAt ?? now },
        change: {
          ...restored(house, head, task, before.parse(stored), [task, ...later], now, by.subject),
          present: [by.subject],
          tasks: later.map((open) => cancelled(open, now, by.subject)),
          sealed: [{ name: `taken-back.${task.taskId}`, content: { reason } }],
        },
      };
    },
    notDecided,
  );
}

const notDecided = (task: TaskRecord): Declined | undefined =>
  task.status === 'DECIDED' && task.takenBackAt === undefined
    ? undefined
    : declined('not-decided', '该任务没有可以取回的办理结果。', { more: { taskStatus: task.status } });

const tookEffect = declined('taken-effect', '该项办理已经对外生效(已公示、送达或者作出决定),不能取回。');

/** After these the family or the public knows. */
const finalTypes: ReadonlySet<string> = new Set(['notice-posted', 'refusal-letter-delivered', 'determined', 'refused']);
/** What the decider may have done since without having built on the decision. */
const ownTypes: ReadonlySet<string> = new Set(['task-claimed', 'task-released', 'task-urged']);

function eventsSince(events: readonly CaseEvent[], task: TaskRecord): readonly CaseEvent[] {
  const decision = events.findLastIndex(({ actor, data }) => actor === task.closedBy && data['taskId'] === task.taskId);
  return events.slice(decision + 1);
}

/** Opened because of the decision; what stood open beside it stays. */
const laterOpen = (tasks: readonly TaskRecord[], task: TaskRecord): readonly TaskRecord[] =>
  tasks.filter((open) => open.status === 'OPEN' && open.openedAt >= (task.closedAt ?? 0));

/** Settled at once: the execution that waited for it is another generation's, and nobody else will come to settle it. */
const cancelled = (task: TaskRecord, at: number, by: string): TaskChange => ({
  kind: 'change',
  from: task,
  to: { ...task, version: task.version + 1, status: 'CANCELLED', closedAt: at, closedBy: by, settledAt: at },
});

function restored(
  house: House,
  head: ApplicationHead,
  task: TaskRecord,
  was: z.output<typeof before>,
  undone: readonly TaskRecord[],
  at: number,
  actor: string,
): Pick<CaseChange, 'next' | 'forget' | 'events' | 'outbox' | 'facts'> {
  const forget = forgettableFields.filter((field) => was.head[field] === undefined);
  const then: ApplicationHead = { ...head, ...was.head, round: task.round, stage: deskOf(task, head).stage };
  for (const field of forget) delete then[field];
  const total = head.totalOverdueAt === undefined ? totalLimit(then, clockOf(house, then)) : undefined;
  const restart = restartOf(then, 'application', at, actor);
  const attempts = { ...head.attempts };
  for (const { kind, round } of undone) attempts[`${kind}.${round}`] = (attempts[`${kind}.${round}`] ?? 1) + 1;
  return {
    forget,
    next: {
      ...was.head,
      ...restart.next,
      round: then.round,
      stage: then.stage,
      attempts,
      ...(total === undefined ? {} : { totalDueAt: total.due.dueAt }),
      ...(was.facts === undefined ? {} : { factsVersion: head.factsVersion + 1 }),
    },
    ...(was.facts === undefined ? {} : { facts: was.facts }),
    events: [
      {
        type: 'task-taken-back',
        at,
        actor,
        ...(task.onBehalfOf === undefined || task.onBehalfOf === actor ? {} : { onBehalfOf: task.onBehalfOf }),
        data: {
          taskId: task.taskId,
          gen: restart.next.gen,
          cancelled: undone.slice(1).map(({ taskId }) => taskId),
          again: taskIdOf({ ...head, attempts }, task.kind, task.round),
        },
      },
    ],
    outbox: [
      ...undone.map(({ caseId, taskId }) => ({ kind: 'ring' as const, caseId, taskId })),
      ...(restart.outbox ?? []),
    ],
  };
}
