import type { Tier } from '../../../policy/schema.ts';
import type { Route } from '../classification/result.ts';
import { type CivilDate, civilDateOf } from '../values/civil-date.ts';
import {
  type ChainEvent,
  type ChainSpecialAid,
  readDate,
  readDeterminations,
  readPersons,
  readSpecialAid,
} from './events.ts';

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
  /** Ended by the person's death: there is nobody to watch. */
  readonly deceased?: true;
  /** 渐退期: it ends by degrees, from this day on. */
  readonly taperFrom?: CivilDate;
  /** Begun again after an end; with the first day of the months that are made good, where the end was an error. */
  readonly reinstated?: { readonly arrearsFrom?: CivilDate };
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

/** 临时救助 that was paid: once, beside whatever else runs. */
export interface ChainRelief {
  readonly caseId: string;
  readonly persons: readonly string[];
  readonly on: CivilDate;
  readonly fen: number;
  readonly type: string;
}

/** 救助链: what a household's or a person's cases come to. */
export interface Chain {
  readonly entries: readonly ChainEntry[];
  readonly refusals: readonly ChainRefusal[];
  readonly pool: readonly PoolStay[];
  readonly specialAid: readonly ChainSpecialAid[];
  readonly reliefs: readonly ChainRelief[];
  /** Events whose data could not be read: shown, never guessed at. */
  readonly unreadable: readonly { readonly caseId: string; readonly type: string; readonly at: number }[];
}

/**
 * Folds the events of all cases, in whatever order they come. What ends or changes aid stands in the record of the case that
 * decided it and names the granted case (`of`; absent: its own): `aid-ended` (`{ of, persons, from, ground?, deceased? }`),
 * `aid-tapered` (with `until`), `aid-changed` (with `monthlyFen`) and `aid-reinstated` (`arrears?`). `pool-left`
 * (`{ persons, from, of? }`) ends a stay in the pool, where `of` names a case only the stay that began there: a later exit
 * has its own end.
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
    specialAid: [],
    reliefs: [],
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
    case 'aid-tapered':
      return tapered(chain, event);
    case 'aid-changed':
      return changed(chain, event);
    case 'aid-reinstated':
      return reinstated(chain, event);
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
    case 'special-aid-recorded': {
      const aid = readSpecialAid(event);
      return aid === undefined ? undefined : { ...chain, specialAid: [...chain.specialAid, ...aid] };
    }
    case 'relief-paid':
      return relieved(chain, event);
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
  const until = readDate(event.data['from']);
  return until === undefined ? undefined : endedOn(chain, event, until);
}

/** Ends what runs of the case that is meant for these persons; an earlier end stands. */
function endedOn(
  chain: Chain,
  event: ChainEvent,
  until: CivilDate,
  more: Pick<ChainEntry, 'taperFrom'> = {},
): Chain | undefined {
  const isMeant = meant(event);
  const { ground, deceased } = event.data;
  const isDead = ({ person }: ChainEntry) => Array.isArray(deceased) && deceased.includes(person);
  if (isMeant === undefined) return undefined;
  const entries = chain.entries.map((entry): ChainEntry => {
    if (!isMeant(entry) || (entry.until !== undefined && entry.until <= until)) return entry;
    return {
      ...entry,
      until,
      ...more,
      ...(typeof ground === 'string' ? { endedBy: ground } : {}),
      ...(isDead(entry) ? { deceased: true } : {}),
    };
  });
  return { ...chain, entries };
}

function tapered(chain: Chain, event: ChainEvent): Chain | undefined {
  const taperFrom = readDate(event.data['from']);
  const until = readDate(event.data['until']);
  return taperFrom === undefined || until === undefined ? undefined : endedOn(chain, event, until, { taperFrom });
}

/** The old amount ends and the new one begins on the same day; what had not begun by then has the new one from its start. */
function changed(chain: Chain, event: ChainEvent): Chain | undefined {
  const isMeant = meant(event);
  const from = readDate(event.data['from']);
  const { monthlyFen } = event.data;
  if (isMeant === undefined || from === undefined || typeof monthlyFen !== 'number') return undefined;
  const entries = chain.entries.flatMap((entry): readonly ChainEntry[] => {
    if (!isMeant(entry) || (entry.until !== undefined && entry.until <= from)) return [entry];
    return entry.from >= from
      ? [{ ...entry, monthlyFen }]
      : [
          { ...entry, until: from },
          { ...entry, from, monthlyFen },
        ];
  });
  return { ...chain, entries };
}

/** An end that has not come yet is taken away; after one that has, the same aid begins anew beside the old stretch. */
function reinstated(chain: Chain, event: ChainEvent): Chain | undefined {
  const isMeant = meant(event);
  const from = readDate(event.data['from']);
  const persons = readPersons(event.data);
  if (isMeant === undefined || from === undefined || persons === undefined) return undefined;
  const arrearsFrom = readDate(Reflect.get(Object(event.data['arrears']), 'from'));
  return persons.reduce<Chain>((now, person) => {
    const last = now.entries.filter((entry) => isMeant(entry) && entry.person === person).at(-1);
    if (last?.until === undefined) return now;
    const { until, endedBy: _ground, deceased: _dead, taperFrom: _taper, ...running } = last;
    const mark = { reinstated: arrearsFrom === undefined ? {} : { arrearsFrom } };
    const entries =
      until >= from
        ? now.entries.map((entry) => (entry === last ? { ...running, ...mark } : entry))
        : [...now.entries, { ...running, from, ...mark }];
    return { ...now, entries };
  }, chain);
}

/** Which stretches an event speaks of; undefined: it names nobody. */
function meant({ data, caseId }: ChainEvent): ((entry: ChainEntry) => boolean) | undefined {
  const persons = readPersons(data);
  const { of } = data;
  const about = typeof of === 'string' ? of : caseId;
  return persons === undefined ? undefined : (entry) => entry.caseId === about && persons.includes(entry.person);
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

function relieved(chain: Chain, { caseId, data }: ChainEvent): Chain | undefined {
  const persons = readPersons(data);
  const on = readDate(data['on']);
  const { fen, type } = data;
  if (persons === undefined || on === undefined || typeof fen !== 'number' || typeof type !== 'string')
    return undefined;
  return { ...chain, reliefs: [...chain.reliefs, { caseId, persons, on, fen, type }] };
}
