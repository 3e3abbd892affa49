import type { Tier } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';
import type { Chain, ChainEntry } from './fold.ts';

export type Gap =
  /** Days between the end of one aid and the next, outside the pool. */
  | { readonly kind: 'between'; readonly person: string; readonly from: CivilDate; readonly until: CivilDate }
  /** Aid ended, nothing followed and nobody watches. */
  | { readonly kind: 'unwatched-exit'; readonly person: string; readonly from: CivilDate; readonly caseId: string }
  /** Refused, and neither in the pool nor recognised since. */
  | { readonly kind: 'unwatched-refusal'; readonly person: string; readonly from: CivilDate; readonly caseId: string };

export interface Overlap {
  readonly person: string;
  readonly tiers: readonly [Tier, Tier];
  readonly caseIds: readonly [string, string];
  readonly from: CivilDate;
  /** Absent: still going on. */
  readonly until?: CivilDate;
}

/** Whether two aids may not stand side by side for one person. Default: the four tiers exclude each other and themselves. */
export type Excludes = (a: Tier, b: Tier) => boolean;

/** Where somebody fell through, as of a day. 低保边缘 and 刚性支出 do not lead into the pool, so their end alone is no gap. */
export function gaps(chain: Chain, asOf: CivilDate): Gap[] {
  return personsOf(chain).flatMap((person) => [...gapsInAid(chain, person, asOf), ...refusalGaps(chain, person, asOf)]);
}

function gapsInAid(chain: Chain, person: string, asOf: CivilDate): Gap[] {
  const entries = inOrder(chain.entries.filter((entry) => entry.person === person));
  const found: Gap[] = [];
  let coveredUntil: CivilDate | undefined;
  let last: ChainEntry | undefined;
  for (const entry of entries) {
    if (
      last !== undefined &&
      coveredUntil !== undefined &&
      entry.from > coveredUntil &&
      !isWatched(chain, person, coveredUntil)
    )
      found.push({ kind: 'between', person, from: coveredUntil, until: entry.from });
    if (
      last === undefined ||
      (coveredUntil !== undefined && (entry.until === undefined || entry.until > coveredUntil))
    ) {
      coveredUntil = entry.until;
      last = entry;
    }
  }
  const leadsToPool = last?.deceased !== true && (last?.tier === 'dibao' || last?.tier === 'destitute');
  if (last !== undefined && leadsToPool && coveredUntil !== undefined && coveredUntil <= asOf)
    if (!entered(chain, person, coveredUntil))
      found.push({ kind: 'unwatched-exit', person, from: coveredUntil, caseId: last.caseId });
  return found;
}

function refusalGaps(chain: Chain, person: string, asOf: CivilDate): Gap[] {
  return chain.refusals
    .filter((refusal) => refusal.persons.includes(person) && refusal.on <= asOf)
    .filter((refusal) => {
      const isRecognised = chain.entries.some(
        (entry) => entry.person === person && (entry.until === undefined || entry.until > refusal.on),
      );
      return !isRecognised && !entered(chain, person, refusal.on);
    })
    .map((refusal) => ({ kind: 'unwatched-refusal', person, from: refusal.on, caseId: refusal.caseId }));
}

/** Same person, same days, two aids that exclude each other. */
export function overlaps(chain: Chain, excludes: Excludes = () => true): Overlap[] {
  return personsOf(chain).flatMap((person) => {
    const entries = inOrder(chain.entries.filter((entry) => entry.person === person));
    return entries.flatMap((a, index) =>
      entries.slice(index + 1).flatMap((b): Overlap[] => {
        if (!excludes(a.tier, b.tier)) return [];
        const from = a.from > b.from ? a.from : b.from;
        const until = earlier(a.until, b.until);
        if (until !== undefined && until <= from) return [];
        return [
          {
            person,
            tiers: [a.tier, b.tier],
            caseIds: [a.caseId, b.caseId],
            from,
            ...(until === undefined ? {} : { until }),
          },
        ];
      }),
    );
  });
}

function personsOf(chain: Chain): string[] {
  const all = [...chain.entries.map((entry) => entry.person), ...chain.refusals.flatMap((refusal) => refusal.persons)];
  return [...new Set(all)].toSorted();
}

function inOrder(entries: readonly ChainEntry[]): ChainEntry[] {
  return entries.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.caseId < b.caseId ? -1 : 1));
}

function earlier(a: CivilDate | undefined, b: CivilDate | undefined): CivilDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

/** In the pool on that very day. */
function isWatched(chain: Chain, person: string, on: CivilDate): boolean {
  return chain.pool.some(
    (stay) => stay.person === person && stay.since <= on && (stay.until === undefined || on < stay.until),
  );
}

/** A stay in the pool that began on or after the day, or was running then; it may have ended in due course since. */
function entered(chain: Chain, person: string, on: CivilDate): boolean {
  return chain.pool.some(
    (stay) => stay.person === person && (stay.since >= on || stay.until === undefined || stay.until > on),
  );
}
