import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { civilDateOf, DAY_MS, parseCivilDate, startOfDay } from '../domain/values/civil-date.ts';
import type { DueIndex } from '../ports/cases.ts';
import type { TestClock } from '../ports/test-clock.ts';
import type { House } from './house.ts';
import { nothing } from './sweep/pass-task.ts';
import type { DueReport } from './sweep/run-due.ts';

/** `to`: a day as somebody typed it. */
export type ClockMove = { readonly days: number } | { readonly to: string };

export interface MoveTestClockParts {
  readonly clock: TestClock;
  readonly dueIndex: DueIndex;
  /** Lets what people have just done take its course, so that it happens on the day on which they did it. */
  readonly rest: () => Promise<void>;
  /** Runs the due sweep and whatever it sets going, to the end. */
  readonly runSweeps: () => Promise<DueReport>;
}

/** One move; the sweep looks at every hour in between. */
const MOST_DAYS = 1000;
/** The working morning: people act at nine. */
const NINE_MS = 9 * 3_600_000;

/** Passes days for a demo or a test, then does what became due. */
export async function moveTestClock(
  house: House,
  { clock, dueIndex, rest, runSweeps }: MoveTestClockParts,
  { by, move }: { readonly by: Principal; readonly move: ClockMove },
) {
  // The clock is of no place: only the role counts.
  const bar: Declined | undefined = barred(house.authorize(by, 'test-clock.move', { area: by.area }));
  if (bar !== undefined) return bar;
  const now = clock.now();
  const to = 'days' in move ? undefined : parseCivilDate(move.to);
  if (!('days' in move) && (to === undefined || to < house.policy.calendar.coveredFrom)) {
    return declined('unknown-calendar-year', `没有${move.to.slice(0, 4)}年的工作日历,演示时钟不能拨到该日。`, {
      pointer: '/to',
    });
  }
  const target = 'days' in move ? now + move.days * DAY_MS : startOfDay(to ?? civilDateOf(now)) + NINE_MS;
  if (target < now) {
    return declined('clock-not-forward', `演示时钟现在是${civilDateOf(now)},不能拨回${civilDateOf(target)}。`);
  }
  if (target - now > MOST_DAYS * DAY_MS) {
    return declined('clock-too-far', `演示时钟一次最多拨快${MOST_DAYS}天,请分几次拨到${civilDateOf(target)}。`);
  }
  await rest();
  const report = { ...nothing };
  // From one due instant to the next, as the days would have passed: otherwise all of them looked like one outage.
  let at = now;
  do {
    at = (await dueIndex.next(at, target)) ?? target;
    await clock.advance(Math.max(0, at - clock.now()));
    const swept = await runSweeps();
    report.noticesEnded += swept.noticesEnded;
    report.limitsExceeded += swept.limitsExceeded;
    report.reminded += swept.reminded;
    await rest();
  } while (at < target);
  return { kind: 'clock' as const, view: { ...clockView(clock), ...report } };
}

export function clockView(clock: TestClock) {
  const now = clock.now();
  return {
    now: new Date(now).toISOString(),
    today: civilDateOf(now),
    offsetMs: clock.offsetMs(),
    noticesEnded: 0,
    limitsExceeded: 0,
    reminded: 0,
  };
}
