import type { CivilDate } from '../../functions/domain/values/civil-date.ts';
import type { Damage, Fault, Irregularity } from './damage.ts';
import type { FileCount } from './feed-files.ts';
import { gapIds, indicatorIds, overlapIds } from './indicator-ids.ts';
import type { IndicatorId } from './indicator-ids.ts';
import type { Person } from './people.ts';

export interface Case {
  readonly idNumber: string;
  /** 户号. */
  readonly household: string;
}

/** A row of a file: its line counts from 1, the headings' line. */
export interface Row {
  readonly feed: string;
  readonly line: number;
}

type ByIndicator = Readonly<Record<IndicatorId, readonly Case[]>>;

/** What was put into the city, so that what is found can be compared with it. */
export interface Truth {
  readonly persons: number;
  readonly seed: number;
  readonly on: CivilDate;
  readonly files: Readonly<Record<string, FileCount>>;
  /** Exactly these are hit by the rows that name their person. */
  readonly planted: ByIndicator;
  /** One circumstance short of a hit. */
  readonly nearMisses: ByIndicator;
  /** Hit besides `planted` once the damaged rows are settled. */
  readonly proposed: ByIndicator;
  readonly gaps: readonly IndicatorId[];
  readonly overlaps: readonly IndicatorId[];
  /** Rows under a number that is none, and whose it is. */
  readonly damaged: readonly (Row & { readonly idNumber: string; readonly kind: Damage })[];
  /** Rows that are unusual and name their person all the same. */
  readonly irregular: readonly (Row & { readonly idNumber: string; readonly kind: Irregularity })[];
  /** Rows that an import must reject, by the field that is wrong. */
  readonly rejected: readonly (Row & { readonly field: string; readonly kind: Fault })[];
  /** Rows whose key stands in an earlier line: counted once where they are the same, rejected where not. */
  readonly repeated: readonly (Row & { readonly of: number; readonly isSame: boolean })[];
  /** One person who stands twice in `residents`, each time under a sound number. */
  readonly twice: readonly {
    readonly idNumbers: readonly [string, string];
    readonly lines: readonly [number, number];
  }[];
}

type List = 'planted' | 'nearMisses' | 'proposed';

/** Collects it while the city is written. */
export function createTruth() {
  const lists = { planted: emptyLists(), nearMisses: emptyLists(), proposed: emptyLists() };
  const rows = {
    damaged: new Array<Truth['damaged'][number]>(),
    irregular: new Array<Truth['irregular'][number]>(),
    rejected: new Array<Truth['rejected'][number]>(),
    repeated: new Array<Truth['repeated'][number]>(),
    twice: new Array<Truth['twice'][number]>(),
  };
  return {
    ...rows,
    add(list: List, indicator: IndicatorId, { idNumber, home }: Person) {
      lists[list][indicator].push({ idNumber, household: home.no });
    },
    close: (of: Pick<Truth, 'persons' | 'seed' | 'on' | 'files'>): Truth => ({
      ...of,
      ...lists,
      gaps: gapIds,
      overlaps: overlapIds,
      ...rows,
    }),
  };
}
export type TruthBook = ReturnType<typeof createTruth>;

function emptyLists(): Record<IndicatorId, Case[]> {
  const lists: Partial<Record<IndicatorId, Case[]>> = {};
  for (const id of indicatorIds) lists[id] = [];
  if (!isComplete(lists)) throw new RangeError('an indicator without a list');
  return lists;
}

const isComplete = (lists: Partial<Record<IndicatorId, Case[]>>): lists is Record<IndicatorId, Case[]> =>
  indicatorIds.every((id) => lists[id] !== undefined);
