import { workingDaysBetween } from '../clock/working-day.ts';
import type { Pause } from '../clock/types.ts';
import { daysBetween } from '../values/civil-date.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Clock } from '../casework/legal-limit.ts';
import type { ApplicationHead } from './head.ts';
import { openPause } from '../casework/retimed.ts';

/** Time that stood still, as the case's record accounts for it. */
export interface PausedTime {
  readonly from: CivilDate;
  readonly until: CivilDate;
  readonly workingDays: number;
  readonly naturalDays: number;
}

export type PauseRefusal = 'no-limit' | 'ground' | 'already' | 'expired' | 'too-early' | 'future';

/** The pauses with a new one that begins after `from`: on a listed ground, one at a time, before the total has run out. */
export function paused(
  head: ApplicationHead,
  request: { readonly ground: string; readonly from: CivilDate; readonly now: number; readonly today: CivilDate },
  { rules }: Clock,
): readonly Pause[] | PauseRefusal {
  const { pauses = [], acceptedOn, totalDueAt } = head;
  if (!rules.pauseGrounds.some(({ id }) => id === request.ground)) return 'ground';
  if (openPause(head) !== undefined) return 'already';
  if (head.totalOverdueAt !== undefined || (totalDueAt !== undefined && totalDueAt <= request.now)) return 'expired';
  if (acceptedOn === undefined || totalDueAt === undefined) return 'no-limit';
  if (request.from > request.today) return 'future';
  const earliest = pauses.at(-1)?.until ?? acceptedOn;
  if (request.from < earliest) return 'too-early';
  return [...pauses, { ground: request.ground, from: request.from }];
}

/** The pauses with the open one ended on `on`, and what it took; undefined where none is open. */
export function resumed(
  { pauses = [] }: Pick<ApplicationHead, 'pauses'>,
  on: CivilDate,
  { calendar }: Clock,
): { readonly pauses: readonly Pause[]; readonly ground: string; readonly time: PausedTime } | undefined {
  const open = openPause({ pauses });
  if (open === undefined) return undefined;
  const { from } = open;
  return {
    pauses: pauses.map((pause) => (pause === open ? { ...pause, until: on } : pause)),
    ground: open.ground,
    time: {
      from,
      until: on,
      workingDays: workingDaysBetween(from, on, calendar),
      naturalDays: daysBetween(from, on),
    },
  };
}
