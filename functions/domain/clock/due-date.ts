import type { WorkingCalendar } from '../../../policy/calendar/working-calendar.ts';
import { addDays, addMonths, type CivilDate, civilDateOf, endOfDay } from '../values/civil-date.ts';
import { TraceBuilder } from './trace-builder.ts';
import type { CountedLimit, Due, Extension, Pause } from './types.ts';
import { dayInCalendar } from './working-day.ts';

export interface DueInput {
  readonly limit: CountedLimit;
  /** Civil day of the event; day 0, never counted, also when it is a day off. */
  readonly from: CivilDate;
  /** The instant of the event (epoch ms); needed by hour limits only. */
  readonly fromAt?: number;
  readonly calendar: WorkingCalendar;
  readonly pauses?: readonly Pause[];
  readonly extension?: Extension;
  /** Today, for a pause that is still open; without it an open pause has stopped nothing yet. */
  readonly asOf?: CivilDate;
}

/**
 * The last civil day of a limit, and why. Working days skip days off and pauses; natural days skip pauses only; months
 * end on the same day number; hours run through. Throws `HourLimitNeedsInstant` for an hour limit without `fromAt`.
 */
export function dueDate(input: DueInput): Due {
  const { limit, from } = input;
  const amount = input.extension?.amount ?? limit.amount;
  const trace = new TraceBuilder(limit, from);
  if (input.extension !== undefined) trace.extended(input.extension);
  switch (limit.unit) {
    case 'hour':
      return afterHours(input, amount, trace);
    case 'month': {
      const due = addMonths(from, amount);
      return { due, dueAt: endOfDay(due), provisional: false, paused: false, trace: trace.end(due, amount) };
    }
    case 'natural-day':
    case 'working-day':
      return afterDays(input, amount, trace);
  }
}

function afterDays(input: DueInput, amount: number, trace: TraceBuilder): Due {
  const { limit, from, calendar, pauses = [], asOf } = input;
  let day = from;
  let left = amount;
  let provisional = false;
  while (left > 0) {
    day = addDays(day, 1);
    const known = dayInCalendar(day, calendar);
    const isOff = limit.unit === 'working-day' && (known.kind === 'weekend' || known.kind === 'holiday');
    if (limit.unit === 'working-day') {
      provisional ||= known.unpublished;
      trace.day(day, known);
    }
    if (isOff) continue;
    const pause = pauseOn(day, pauses, asOf);
    if (pause === undefined) left -= 1;
    else trace.paused(day, pause);
  }
  const paused = pauses.some((pause) => pause.until === undefined && pause.from < day);
  return { due: day, dueAt: endOfDay(day), provisional, paused, trace: trace.end(day, amount) };
}

function afterHours(input: DueInput, amount: number, trace: TraceBuilder): Due {
  if (input.fromAt === undefined) {
    const error = new Error(
      `limit '${input.limit.id}' counts hours: give the instant of the event as fromAt (epoch ms)`,
    );
    error.name = 'HourLimitNeedsInstant';
    throw error;
  }
  const dueAt = input.fromAt + amount * 3_600_000;
  const due = civilDateOf(dueAt);
  return { due, dueAt, provisional: false, paused: false, trace: trace.end(due, amount, dueAt) };
}

/** The pause under which `day` stands still, if any. */
export function pauseOn(day: CivilDate, pauses: readonly Pause[], asOf: CivilDate | undefined): Pause | undefined {
  return pauses.find((pause) => day > pause.from && day <= (pause.until ?? asOf ?? pause.from));
}
