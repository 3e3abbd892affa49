import type { Tier } from '../../../policy/schema.ts';
import type { Route } from '../classification/result.ts';
import { type CivilDate, civilDateOf } from '../values/civil-date.ts';
import { type ChainEvent, readDate, readDeterminations, readPersons } from './events.ts';

/** One stretch of aid of one person. */
export interface ChainEntry {
  readonly person: string;
  readonly caseId: string;
  readonly tier: Tier;
  readonly route: Route;
  readonly monthlyFen?: number;
  readonly from: CivilDate;
  /** First day that is not covered; absent while it runs. */
  readonly until?: CivilDate;
  /** Ground of an end before the term. */
  readonly endedBy?: string;
}

export interface ChainRefusal {
  readonly caseId: string;
  readonly on: CivilDate;
  readonly persons: readonly string[];
}

export interface PoolStay {
  readonly person: string;
  readonly caseId: string;
  readonly since: CivilDate;
  readonly until?: CivilDate;
}

/** 救助链: what a household's or a person's cases come to. */
export interface Chain {
  readonly entries: readonly ChainEntry[];
  readonly refusals: readonly ChainRefusal[];
  readonly pool: readonly PoolStay[];
  /** Events whose data could not be read: shown, never guessed at. */
  readonly unreadable: readonly { readonly caseId: string; readonly type: string; readonly at: number }[];
}

/**
 * Folds the events of all cases, in whatever order they come. `aid-ended` (`{ persons, from, ground? }`) ends what runs for these
 * persons in the same case; `pool-left` (`{ persons, from, of? }`) ends their stay in the pool, where `of` names a case only
 * the stay that began there: a later exit has its own end.
 */
export function foldChain(events: readonly ChainEvent[]): Chain {
  const inOrder = events.toSorted(
    (a, b) =>
      a.at - b.at ||
      a.recordedAt - b.recordedAt ||
      (a.caseId < b.caseId ? -1 : a.caseId > b.caseId ? 1 : 0) ||
      (a.seq ?? 0) - (b.seq ?? 0),
  );
  return inOrder.reduce<Chain>((chain, event) => step(chain, event) ?? unreadable(chain, event), {
    entries: [],
    refusals: [],
    pool: [],
    unreadable: [],
  });
}

function unreadable(chain: Chain, { caseId, type, at }: ChainEvent): Chain {
  return { ...chain, unreadable: [...chain.unreadable, { caseId, type, at }] };
}

function step(chain: Chain, event: ChainEvent): Chain | undefined {
  switch (event.type) {
    case 'determined':
      return determined(chain, event);
    case 'aid-ended':
      return ended(chain, event);
    case 'refused': {
      const persons = readPersons(event.data);
      if (persons === undefined) return undefined;
      // The day of the decision; it may be written down after midnight.
      const on = readDate(event.data['on']) ?? civilDateOf(event.at);
      return { ...chain, refusals: [...chain.refusals, { caseId: event.caseId, on, persons }] };
    }
    case 'pool-entered':
      return poolEntered(chain, event);
    case 'pool-left':
      return poolLeft(chain, event);
    default:
      return chain;
  }
}

function determined(chain: Chain, event: ChainEvent): Chain | undefined {
  const aids = readDeterminations(event.data);
  if (aids === undefined) return undefined;
  const entries = aids.flatMap(({ persons, ...aid }) =>
    persons.map((person) => ({ person, caseId: event.caseId, ...aid })),
  );
  return { ...chain, entries: [...chain.entries, ...entries] };
}

function ended(chain: Chain, event: ChainEvent): Chain | undefined {
  const persons = readPersons(event.data);
  const until = readDate(event.data['from']);
  const { ground } = event.data;
  if (persons === undefined || until === undefined) return undefined;
  const entries = chain.entries.map((entry) => {
    const isMeant = entry.caseId === event.caseId && persons.includes(entry.person);
    if (!isMeant || (entry.until !== undefined && entry.until <= until)) return entry;
    return { ...entry, until, ...(typeof ground === 'string' ? { endedBy: ground } : {}) };
  });
  return { ...chain, entries };
}

function poolEntered(chain: Chain, event: ChainEvent): Chain | undefined {
  const persons = readPersons(event.data);
  if (persons === undefined) return undefined;
  const since = readDate(event.data['since']) ?? civilDateOf(event.at);
  const until = readDate(event.data['until']);
  const stays = persons.map((person) => ({
    person,
    caseId: event.caseId,
    since,
    ...(until === undefined ? {} : { until }),
  }));
  return { ...chain, pool: [...chain.pool, ...stays] };
}

function poolLeft(chain: Chain, event: ChainEvent): Chain | undefined {
  const persons = readPersons(event.data);
  const from = readDate(event.data['from']) ?? civilDateOf(event.at);
  if (persons === undefined) return undefined;
  const { of } = event.data;
  const pool = chain.pool.map((stay) =>
    persons.includes(stay.person) &&
    (of === undefined || of === stay.caseId) &&
    (stay.until === undefined || from < stay.until)
      ? { ...stay, until: from }
      : stay,
  );
  return { ...chain, pool };
}
