import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import type { RulesInForce } from '../../../policy/rules-in-force.ts';
import type { LegalLimit, Tier } from '../../../policy/schema.ts';
import { dueDate } from '../clock/due-date.ts';
import type { Due, Pause } from '../clock/types.ts';
import { civilDate } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { TaskLimit } from './task.ts';

export interface Clock {
  readonly rules: RulesInForce;
  readonly calendar: WorkingCalendar;
}

/** Which limits of the pack run for a kind of work: steps of `limits.json` for the tier. */
export interface LimitSteps {
  readonly tier: Tier | 'any';
  readonly start?: string;
  readonly finish?: string;
  /** Day 0, where it is not the day on which the task opens. */
  readonly from?: CivilDate;
  /** The instant of that event (epoch ms), for limits in hours, where it is not the opening. */
  readonly fromAt?: number;
}

export const limitOf = (rules: RulesInForce, tier: Tier | 'any', step: string | undefined): LegalLimit | undefined =>
  step === undefined ? undefined : rules.limits.find((limit) => limit.tier === tier && limit.step === step);

/** The rules of a clock are those of the day on which it is asked: an open pause has lasted until then. */
export const today = ({ rules }: Clock): CivilDate => civilDate(rules.on);

export function taskLimit(
  limit: LegalLimit,
  from: CivilDate,
  fromAt: number | undefined,
  clock: Clock,
  pauses: readonly Pause[],
): TaskLimit {
  const due = dueDate({
    limit,
    from,
    ...(fromAt === undefined ? {} : { fromAt }),
    calendar: clock.calendar,
    pauses,
    asOf: today(clock),
  });
  return limitAsCounted(limit.id, from, due);
}

export const limitAsCounted = (
  limitId: string,
  from: CivilDate,
  { due, dueAt, provisional, paused }: Due,
): TaskLimit => ({ limitId, from, dueOn: due, dueAt, provisional, ...(paused ? { paused } : {}) });
