import type { QuarantineReason, RowCounts } from '../domain/monitoring/feed/verdict.ts';
import type { CivilDate } from '../domain/values/civil-date.ts';

export interface FeedAttempt {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Subject, or `system:…`. */
  readonly by: string;
  readonly dt: CivilDate;
  readonly sourceSha256: string;
  readonly counts: RowCounts;
}

/** What is known of a feed beside its versions, which are the lake's. */
export interface FeedState {
  readonly lastGood?: FeedAttempt;
  readonly lastAttempt?: FeedAttempt & { readonly result: 'imported' | 'quarantined' };
  /** Of the last attempt, while no good one followed. */
  readonly quarantine?: readonly QuarantineReason[];
}

export interface FeedStates {
  read(feed: string): Promise<FeedState>;
  write(feed: string, state: FeedState): Promise<void>;
}
