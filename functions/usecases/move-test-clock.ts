import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { civilDateOf, DAY_MS, startOfDay } from '../domain/values/civil-date.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';
import type { TestClock } from '../ports/test-clock.ts';
import type { House } from './house.ts';
import type { DueReport } from './sweep/run-due.ts';

export type ClockMove = { readonly days: number } | { readonly to: CivilDate };

export interface MoveTestClockParts {
  readonly clock: TestClock;
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
  { clock, rest, runSweeps }: MoveTestClockParts,
  { by, move }: { readonly by: Principal; readonly move: ClockMove },
) {
  // The clock is of no place: only the role counts.
  const bar: Declined | undefined = barred(house.authorize(by, 'test-clock.move', { area: by.area }));
  if (bar !== undefined) return bar;
  const now = clock.now();
  const target = 'days' in move ? now + move.days * DAY_MS : startOfDay(move.to) + NINE_MS;
  if (target < now) {
    return declined('clock-not-forward', `演示时钟现在是${civilDateOf(now)},不能拨回${civilDateOf(target)}。`);
  }
  if (target - now > MOST_DAYS * DAY_MS) {
    return declined('clock-too-far', `演示时钟一次最多拨快${MOST_DAYS}天,请分几次拨到${civilDateOf(target)}。`);
  }
  await rest();
  await clock.advance(target - now);
  const report = await runSweeps();
  await rest();
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
  };
}
