import { isHangingNotice } from '../casework/hanging-notice.ts';
import { pressingAt } from '../casework/pressing.ts';
import type { TaskRecord } from '../casework/task.ts';
import { daysOpen, keptItsLimits, standingOf } from '../clock/standing.ts';
import type { StandingBounds } from '../clock/standing.ts';

/** How one unit stands with one kind of work. */
export interface Tally {
  readonly open: number;
  readonly overdue: number;
  readonly dueToday: number;
  readonly dueSoon: number;
  readonly paused: number;
  readonly unclaimed: number;
  /** Open work with a date that rests on a calendar to come. */
  readonly provisional: number;
  /** The one that has been open longest. */
  readonly oldest?: { readonly days: number; readonly caseId: string };
  /** Closed in the period; what was cancelled or taken back was not work done. */
  readonly closed: number;
  readonly onTime: number;
  readonly late: number;
  /** Files sent back to the township. */
  readonly returned: number;
}

export const nothing: Tally = {
  open: 0,
  overdue: 0,
  dueToday: 0,
  dueSoon: 0,
  paused: 0,
  unclaimed: 0,
  provisional: 0,
  closed: 0,
  onTime: 0,
  late: 0,
  returned: 0,
};

export function tallyOfOpen(task: TaskRecord, bounds: StandingBounds): Tally {
  const standing = standingOf(pressingAt(task), bounds);
  const isProvisional = task.startLimit?.provisional === true || task.finishLimit?.provisional === true;
  return {
    ...nothing,
    open: 1,
    overdue: standing === 'overdue' ? 1 : 0,
    dueToday: standing === 'due-today' ? 1 : 0,
    dueSoon: standing === 'due-soon' ? 1 : 0,
    paused: standing === 'paused' ? 1 : 0,
    unclaimed: task.holder === undefined ? 1 : 0,
    provisional: isProvisional ? 1 : 0,
    oldest: { days: daysOpen(task.openedAt, bounds.now), caseId: task.caseId },
  };
}

/** A decision, or a notice that ran out: work that came to its end. */
export const isDone = ({ status, takenBackAt }: TaskRecord): boolean =>
  (status === 'DECIDED' || status === 'EXPIRED') && takenBackAt === undefined;

export const isReturn = (task: TaskRecord): boolean =>
  isDone(task) && task.kind === 'confirmation' && task.outcome === 'return';

/** A period that is to run out, of a notice or for voting, is no limit that its end could miss. */
const kept = (task: TaskRecord): boolean | undefined =>
  isDone(task) && task.status !== 'EXPIRED' && !isHangingNotice(task.kind) ? keptItsLimits(task) : undefined;

/** By the task's own limits; undefined limits are missed by nobody. */
export const isLate = (task: TaskRecord): boolean => kept(task) === false;

export function tallyOfClosed(task: TaskRecord): Tally {
  if (!isDone(task)) return nothing;
  return {
    ...nothing,
    closed: 1,
    onTime: kept(task) === true ? 1 : 0,
    late: isLate(task) ? 1 : 0,
    returned: isReturn(task) ? 1 : 0,
  };
}

function older(a: Tally['oldest'], b: Tally['oldest']): Tally['oldest'] {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.days !== b.days) return a.days > b.days ? a : b;
  return a.caseId <= b.caseId ? a : b;
}

export function together(a: Tally, b: Tally): Tally {
  const oldest = older(a.oldest, b.oldest);
  return {
    open: a.open + b.open,
    overdue: a.overdue + b.overdue,
    dueToday: a.dueToday + b.dueToday,
    dueSoon: a.dueSoon + b.dueSoon,
    paused: a.paused + b.paused,
    unclaimed: a.unclaimed + b.unclaimed,
    provisional: a.provisional + b.provisional,
    ...(oldest === undefined ? {} : { oldest }),
    closed: a.closed + b.closed,
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    returned: a.returned + b.returned,
  };
}

/** Undefined where nothing with a limit was closed: nought of nought is no rate. */
export const onTimeRate = ({ onTime, late }: Tally): number | undefined =>
  onTime + late === 0 ? undefined : onTime / (onTime + late);
