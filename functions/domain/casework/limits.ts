import type { LegalLimit } from '../../../policy/schema.ts';
import { adjudicationLimitSteps } from '../adjudication/limit-steps.ts';
import { alertLimitSteps } from '../alert/limit-steps.ts';
import { applicationLimitSteps, governingTier } from '../application/limit-steps.ts';
import { dueDate } from '../clock/due-date.ts';
import type { Due, Pause } from '../clock/types.ts';
import { deliberationLimitSteps } from '../deliberation/limit-steps.ts';
import { reliefLimitSteps } from '../emergency-relief/limit-steps.ts';
import { referralLimitSteps } from '../referral/limit-steps.ts';
import { terminationLimitSteps } from '../termination/limit-steps.ts';
import { visitLimitSteps } from '../visit/limit-steps.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseHead } from './head.ts';
import { limitOf, taskLimit, today } from './legal-limit.ts';
import type { Clock, LimitSteps } from './legal-limit.ts';
import type { TaskLimit, TaskRecord } from './task.ts';
import { isHangingNotice } from './hanging-notice.ts';
import type { TaskKind } from './vocabulary.ts';

/** Limits of one task that opens on `on`, at the instant `at` (epoch ms, which hour limits need); a kind or tier for which the pack lays down none has none beside the total. */
export function taskLimits(
  kind: TaskKind,
  head: CaseHead,
  clock: Clock,
  on: CivilDate,
  at?: number,
): { readonly startLimit?: TaskLimit; readonly finishLimit?: TaskLimit } {
  const steps = limitSteps(kind, head);
  if (steps === undefined) return {};
  const from = steps.from ?? on;
  const fromAt = steps.fromAt ?? at;
  const start = limitOf(clock.rules, steps.tier, steps.start);
  const finish = limitOf(clock.rules, steps.tier, steps.finish);
  const pauses = pausesOf(kind, head);
  return {
    ...(start === undefined ? {} : { startLimit: taskLimit(start, from, fromAt, clock, pauses) }),
    ...(finish === undefined ? {} : { finishLimit: taskLimit(finish, from, fromAt, clock, pauses) }),
  };
}

function limitSteps(kind: TaskKind, head: CaseHead): LimitSteps | undefined {
  switch (head.procedure) {
    case 'application':
      return applicationLimitSteps(kind, head);
    case 'referral':
      return referralLimitSteps(kind, head);
    case 'deliberation':
      return deliberationLimitSteps(kind, head);
    case 'termination':
      return terminationLimitSteps(kind, head);
    case 'emergency-relief':
      return reliefLimitSteps(kind, head);
    case 'alert':
      return alertLimitSteps(kind, head);
    case 'visit':
      return visitLimitSteps(kind, head);
    case 'adjudication':
      return adjudicationLimitSteps();
  }
}

/** A notice that hangs is read whatever else is waited for: its period runs on. */
const pausesOf = (kind: TaskKind, head: CaseHead): readonly Pause[] =>
  isHangingNotice(kind) ? [] : (head.pauses ?? []);

export interface TotalLimit {
  readonly limit: LegalLimit;
  readonly from: CivilDate;
  readonly due: Due;
}

/**
 * The total from the one acceptance (part E of the settled readings: a case that changes tier keeps it). Undefined for
 * procedures whose steps alone have limits.
 */
export function totalLimit(head: CaseHead, clock: Clock): TotalLimit | undefined {
  if (head.procedure !== 'application' || head.acceptedOn === undefined) return undefined;
  const limit = limitOf(clock.rules, governingTier(head), head.delegated ? 'total-delegated' : 'total');
  if (limit === undefined) return undefined;
  const due = dueDate({
    limit,
    from: head.acceptedOn,
    calendar: clock.calendar,
    pauses: head.pauses ?? [],
    asOf: today(clock),
    ...(head.extension === undefined ? {} : { extension: head.extension }),
  });
  return { limit, from: head.acceptedOn, due };
}

/** One task's limit with the steps that lead to its date; undefined where the rules of today know it no longer. */
export function explainTaskLimit(
  limit: TaskLimit,
  { kind, openedAt }: Pick<TaskRecord, 'kind' | 'openedAt'>,
  head: CaseHead,
  clock: Clock,
): Due | undefined {
  const legal = clock.rules.limits.find((candidate) => candidate.id === limit.limitId);
  if (legal === undefined) return undefined;
  const pauses = pausesOf(kind, head);
  return dueDate({
    limit: legal,
    from: limit.from,
    fromAt: limitSteps(kind, head)?.fromAt ?? openedAt,
    calendar: clock.calendar,
    pauses,
    asOf: today(clock),
  });
}
