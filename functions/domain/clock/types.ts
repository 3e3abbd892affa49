import type { LegalLimit } from '../../../policy/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** The part of a limit that counting needs. */
export type CountedLimit = Pick<
  LegalLimit,
  'id' | 'title' | 'kind' | 'amount' | 'unit' | 'eventTitle' | 'source' | 'extension'
>;

/**
 * Time that does not count, on a listed ground. Like any event the day it begins still counts and the day it ends does
 * not: what stands still are the days after `from` up to and including `until`.
 */
export interface Pause {
  readonly ground: string;
  readonly from: CivilDate;
  /** Absent while the pause lasts. */
  readonly until?: CivilDate;
}

/** Given by `grantExtension`; stored with the case. */
export interface Extension {
  readonly ground: string;
  readonly grantedOn: CivilDate;
  /** The new total, in the limit's unit, counted from the same day 0. */
  readonly amount: number;
}

export type TraceStep =
  | {
      readonly kind: 'from';
      readonly date: CivilDate;
      readonly event: string;
      readonly limit: string;
      readonly amount: number;
      readonly unit: LegalLimit['unit'];
      readonly source: LegalLimit['source'];
    }
  | {
      readonly kind: 'extended';
      readonly ground: string;
      readonly grantedOn: CivilDate;
      readonly amount: number;
      readonly unit: LegalLimit['unit'];
    }
  | {
      readonly kind: 'paused';
      readonly ground: string;
      readonly from: CivilDate;
      readonly until: CivilDate;
      readonly days: number;
      readonly open: boolean;
    }
  | { readonly kind: 'holiday'; readonly name: string; readonly from: CivilDate; readonly until: CivilDate }
  | { readonly kind: 'make-up-day'; readonly name: string; readonly date: CivilDate }
  | { readonly kind: 'weekends'; readonly days: number }
  | { readonly kind: 'unpublished'; readonly from: CivilDate }
  | {
      readonly kind: 'due';
      readonly date: CivilDate;
      readonly amount: number;
      readonly unit: LegalLimit['unit'];
      /** Of a limit in hours: the instant (epoch ms). */
      readonly at?: number;
    };

export interface Due {
  readonly due: CivilDate;
  /** 24:00 of `due` in Asia/Shanghai, epoch milliseconds: kept while `now < dueAt`. Of an hour limit: the instant itself. */
  readonly dueAt: number;
  /** Working days were counted in a year whose holiday notice is not loaded; re-project when it is. */
  readonly provisional: boolean;
  /** A pause is still open: the day given is as if it had ended on `asOf`. */
  readonly paused: boolean;
  readonly trace: readonly TraceStep[];
}
