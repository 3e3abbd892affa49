import type { Tier } from '../../../policy/schema.ts';
import { readDeterminations } from '../chain/events.ts';
import type { ChainEvent } from '../chain/events.ts';
import { foldChain } from '../chain/fold.ts';
import type { ChainEntry } from '../chain/fold.ts';
import type { Classification, Determination, Route } from '../classification/result.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { CaseId, MemberId } from '../values/ids.ts';

/** One determination of a granted application, with the persons for whom it still runs. */
export interface RunningAid {
  /** Place among the determinations of its case, from 0. */
  readonly determination: number;
  readonly tier: Tier;
  readonly route: Route;
  readonly persons: readonly string[];
  readonly from: CivilDate;
  readonly monthlyFen?: number;
}

/** The aid that a termination is about; persons and members name the same people, in the same order. */
export interface AidInQuestion extends RunningAid {
  readonly caseId: CaseId;
  readonly members: readonly MemberId[];
}

/** Whether it covers `on`, or begins later and was not ended meanwhile. */
const runs = ({ until }: ChainEntry, on: CivilDate): boolean => until === undefined || until > on;

/**
 * What still runs of one granted case on a day. `events`: of all cases of its persons, because what ends aid stands in the
 * record of the termination. Aid that is tapering off has an end already and runs no more in this sense.
 */
export function runningAids(events: readonly ChainEvent[], caseId: string, on: CivilDate): readonly RunningAid[] {
  const { entries } = foldChain(events);
  const determined = events.find((event) => event.caseId === caseId && event.type === 'determined');
  const aids = determined === undefined ? [] : (readDeterminations(determined.data) ?? []);
  return aids.flatMap(({ tier, route, persons }, determination) => {
    const running = entries.filter(
      (entry) =>
        entry.caseId === caseId &&
        entry.tier === tier &&
        persons.includes(entry.person) &&
        entry.endedBy === undefined &&
        runs(entry, on),
    );
    const last = running.at(-1);
    if (last === undefined) return [];
    return [
      {
        determination,
        tier,
        route,
        persons: persons.filter((person) => running.some((entry) => entry.person === person)),
        from: last.from,
        ...(last.monthlyFen === undefined ? {} : { monthlyFen: last.monthlyFen }),
      },
    ];
  });
}

/** The persons' aid at any tier that comes from elsewhere and covers `on` or begins later. */
export const isAidedElsewhere = (
  events: readonly ChainEvent[],
  person: string,
  caseId: string,
  on: CivilDate,
): boolean =>
  foldChain(events).entries.some((entry) => entry.person === person && entry.caseId !== caseId && runs(entry, on));

/** What the rules of today would give these members at the tier of their aid; undefined where it fits them no longer. */
export const stillDetermined = (
  { recommended }: Pick<Classification, 'recommended'>,
  tier: Tier,
  members: readonly MemberId[],
): Determination | undefined =>
  recommended.find(
    (determination) => determination.tier === tier && members.every((member) => determination.members.includes(member)),
  );
