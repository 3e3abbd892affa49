import type { CivilDate } from '../domain/values/civil-date.ts';

/** What departments' feeds say of given people, as they rest in the newest good version. */
export interface FeedRows {
  /**
   * `columns` of the feed beside `person`; `persons` are match keys (`match-key.ts`). Dates as YYYY-MM-DD, sums in fen.
   * Undefined where the feed has no good version yet.
   */
  of(feed: string, columns: readonly string[], persons: readonly string[]): Promise<ToldRows | undefined>;
}

export interface ToldRows {
  /** The day that the data speak of. */
  readonly on: CivilDate;
  readonly rows: readonly { readonly [column: string]: string | number | null }[];
}
