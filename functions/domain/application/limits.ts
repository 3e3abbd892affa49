import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { LegalLimit, Tier } from '../../../policy/schema.ts';
import { dueDate } from '../clock/due-date.ts';
import type { Due } from '../clock/types.ts';
import type { Pause } from '../clock/types.ts';
import { civilDate } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseHead, TaskKind, TaskLimit, TaskRecord } from './records.ts';

/** The tier whose limits run: what is proposed now, and until something is proposed what the family asked for. */
export const governingTier = (head: CaseHead): Tier => head.recommended[0] ?? head.requestedTier;

interface LimitSteps {
  readonly start?: string;
  readonly finish?: string;
  /** Day 0: the acceptance of the application, the decision of the confirming body, or the day the task opens. */
  readonly from: 'acceptance' | 'decision' | 'opening';
}

const steps: Readonly<Record<TaskKind, LimitSteps | undefined>> = {
  'household-investigation': { start: 'investigation-start', from: 'acceptance' },
  'information-check': { start: 'check-start', from: 'opening' },
  'supply-facts': undefined,
  'township-opinion': { finish: 'township-opinion', from: 'acceptance' },
  'public-notice': { finish: 'public-notice', from: 'opening' },
  'objection-review': { finish: 'objection-review', from: 'opening' },
  confirmation: { finish: 'county-confirmation', from: 'opening' },
  'refusal-letter': { finish: 'refusal-letter', from: 'decision' },
};

export interface Clock {
  readonly rules: RulesInForce;
  readonly calendar: WorkingCalendar;
}

const limitOf = (rules: RulesInForce, tier: Tier, step: string | undefined): LegalLimit | undefined =>
  step === undefined ? undefined : rules.limits.find((limit) => limit.tier === tier && limit.step === step);

/** Limits of one task that opens on `on`; a kind or tier for which the law lays down none has none beside the total. */
export function taskLimits(
  kind: TaskKind,
  head: CaseHead,
  clock: Clock,
  on: CivilDate,
): { readonly startLimit?: TaskLimit; readonly finishLimit?: TaskLimit } {
  const step = steps[kind];
  // Where the power is delegated nobody receives the file, so the county's period for it never begins.
  if (step === undefined || (kind === 'confirmation' && head.delegated)) return {};
  const tier = governingTier(head);
  const from = dayZero(step.from, head) ?? on;
  const start = limitOf(clock.rules, tier, step.start);
  const finish = limitOf(clock.rules, tier, step.finish);
  const pauses = pausesOf(kind, head);
  return {
    ...(start === undefined ? {} : { startLimit: taskLimit(start, from, clock, pauses) }),
    ...(finish === undefined ? {} : { finishLimit: taskLimit(finish, from, clock, pauses) }),
  };
}

/** A notice that hangs is read whatever else is waited for: its period runs on. */
const pausesOf = (kind: TaskKind, head: CaseHead): readonly Pause[] =>
  kind === 'public-notice' ? [] : (head.pauses ?? []);

/** The rules of a clock are those of the day on which it is asked: an open pause has lasted until then. */
const today = ({ rules }: Clock): CivilDate => civilDate(rules.on);

/** Undefined: the day of opening. A later round of a step that counts from acceptance begins anew. */
function dayZero(from: LimitSteps['from'], head: CaseHead): CivilDate | undefined {
  switch (from) {
    case 'acceptance':
      return head.round === 1 ? head.acceptedOn : undefined;
    case 'decision':
      return head.confirmation?.on;
    case 'opening':
      return undefined;
  }
}

function taskLimit(limit: LegalLimit, from: CivilDate, clock: Clock, pauses: readonly Pause[]): TaskLimit {
  return limitAsCounted(limit.id, from, dueDate({ limit, from, calendar: clock.calendar, pauses, asOf: today(clock) }));
}

export const limitAsCounted = (
  limitId: string,
  from: CivilDate,
  { due, dueAt, provisional, paused }: Due,
): TaskLimit => ({ limitId, from, dueOn: due, dueAt, provisional, ...(paused ? { paused } : {}) });

export interface TotalLimit {
  readonly limit: LegalLimit;
  readonly from: CivilDate;
  readonly due: Due;
}

/** The total from the one acceptance (part E of the settled readings: a case that changes tier keeps it). */
export function totalLimit(head: CaseHead, clock: Clock): TotalLimit | undefined {
  const limit = limitOf(clock.rules, governingTier(head), head.delegated ? 'total-delegated' : 'total');
  if (limit === undefined || head.acceptedOn === undefined) return undefined;
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
    fromAt: openedAt,
    calendar: clock.calendar,
    pauses,
    asOf: today(clock),
  });
}
