import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import type { Ladder } from '../../../policy/schema.ts';
import type { TaskKind } from '../casework/vocabulary.ts';
import type { TaskLimit } from '../casework/task.ts';
import { addDays, type CivilDate, civilDateOf, DAY_MS, endOfDay, startOfDay } from '../values/civil-date.ts';
import { messageInstant } from './message-instant.ts';
import type { OfficeHours } from './message-instant.ts';
import { isWorkingDay, nextWorkingDay, workingDaysBetween } from './working-day.ts';

/** What the clock needs to know when somebody is to be reminded. */
export interface Watch {
  readonly ladders: readonly Ladder[];
  readonly calendar: WorkingCalendar;
  readonly office: OfficeHours;
}

export type LadderRung = Ladder['rungs'][number];

/** A rung at its instant (epoch ms). */
export interface DueRung {
  /** `{limit}.{rung}@{day}`: a date that moves has rungs of its own. */
  readonly name: string;
  readonly at: number;
  readonly rung: LadderRung;
  /** Last day of the limit; absent where none runs. */
  readonly dueOn?: CivilDate;
}

type RunningLimit = Pick<TaskLimit, 'from' | 'dueOn' | 'dueAt'>;

/** The ladder for a kind of task goes before the one for all. */
export function ladderOf({ ladders }: Watch, limit: Ladder['limit'], kind?: TaskKind): Ladder | undefined {
  const fitting = ladders.filter((ladder) => ladder.limit === limit);
  return (
    fitting.find(({ taskKinds }) => kind !== undefined && taskKinds?.includes(kind) === true) ??
    fitting.find(({ taskKinds }) => taskKinds === undefined)
  );
}

/**
 * Rungs of a running limit. In days: at the opening of the office on a working day inside the limit. In hours: to the
 * minute, by day and night, and without rungs in working days.
 */
export function limitRungs(
  ladder: Ladder | undefined,
  limit: RunningLimit,
  openedAt: number,
  watch: Watch,
): readonly DueRung[] {
  if (ladder === undefined) return [];
  if (limit.dueAt !== endOfDay(limit.dueOn)) return counted(ladder, limit, openedAt, watch, true);
  // Work of one day shares its dates: a busy morning counts them once.
  const known = remembered(ladder, watch);
  const key = `${limit.from}|${limit.dueOn}|${watch.office.opens}|${watch.office.closes}`;
  const rungs = known.get(key) ?? counted(ladder, limit, openedAt, watch, false);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, rungs);
  return rungs;
}

const REMEMBERED = 5_000;
const memory = new WeakMap<WorkingCalendar, WeakMap<Ladder, Map<string, readonly DueRung[]>>>();

function remembered(ladder: Ladder, { calendar }: Watch): Map<string, readonly DueRung[]> {
  const ladders = memory.get(calendar) ?? new WeakMap<Ladder, Map<string, readonly DueRung[]>>();
  memory.set(calendar, ladders);
  const known = ladders.get(ladder) ?? new Map<string, readonly DueRung[]>();
  ladders.set(ladder, known);
  return known;
}

function counted(
  ladder: Ladder,
  limit: RunningLimit,
  openedAt: number,
  watch: Watch,
  isInHours: boolean,
): readonly DueRung[] {
  return ladder.rungs.flatMap((rung) => {
    const at = isInHours ? hourInstant(rung, limit, openedAt) : dayInstant(rung, limit, watch);
    return at === undefined
      ? []
      : [{ name: `${ladder.limit}.${rung.id}@${limit.dueOn}`, at, rung, dueOn: limit.dueOn }];
  });
}

/** Rungs that count working days from a beginning: of work without a limit, and of a pause. */
export function rungsSince(ladder: Ladder | undefined, from: CivilDate, watch: Watch): DueRung[] {
  return (ladder?.rungs ?? []).flatMap((rung) => {
    if (rung.at.kind !== 'opened') return [];
    const at = opening(daysAfter(from, rung.at.workingDays, watch.calendar), watch);
    return [{ name: `${ladder?.limit ?? ''}.${rung.id}@${from}`, at, rung }];
  });
}

function hourInstant({ at }: LadderRung, { dueAt }: RunningLimit, openedAt: number): number | undefined {
  switch (at.kind) {
    case 'half':
      return openedAt + Math.floor((dueAt - openedAt) / 2);
    case 'due':
      return dueAt;
    case 'after':
      return dueAt + at.workingDays * DAY_MS;
    case 'before':
    case 'opened':
      return undefined;
  }
}

function dayInstant({ at }: LadderRung, limit: RunningLimit, watch: Watch): number | undefined {
  const { calendar } = watch;
  switch (at.kind) {
    case 'half': {
      const days = workingDaysBetween(limit.from, limit.dueOn, calendar);
      return days < 2 ? undefined : opening(daysAfter(limit.from, Math.ceil(days / 2), calendar), watch);
    }
    case 'before':
      return within(limit, daysBefore(limit.dueOn, at.workingDays, calendar), watch);
    case 'due':
      return within(limit, daysBefore(addDays(limit.dueOn, 1), 1, calendar), watch);
    case 'after':
      return opening(daysAfter(limit.dueOn, at.workingDays, calendar), watch);
    case 'opened':
      return undefined;
  }
}

/** Day 0 is no day to remind of what has just begun. */
const within = (limit: RunningLimit, day: CivilDate, watch: Watch): number | undefined =>
  day > limit.from ? opening(day, watch) : undefined;

const opening = (day: CivilDate, { calendar, office }: Watch): number =>
  messageInstant(startOfDay(day), calendar, office);

function daysAfter(from: CivilDate, count: number, calendar: WorkingCalendar): CivilDate {
  let day = from;
  for (let left = count; left > 0; left -= 1) day = nextWorkingDay(day, calendar);
  return day;
}

function daysBefore(until: CivilDate, count: number, calendar: WorkingCalendar): CivilDate {
  let day = until;
  for (let left = count; left > 0;) {
    day = addDays(day, -1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

export const dayOfLimit = (dueAt: number): CivilDate => civilDateOf(dueAt - 1);
