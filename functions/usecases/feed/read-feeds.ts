import type { Feed } from '../../../policy/feeds/schema.ts';
import { freshnessOf } from '../../domain/monitoring/feed/freshness.ts';
import type { Freshness } from '../../domain/monitoring/feed/freshness.ts';
import type { QuarantineReason } from '../../domain/monitoring/feed/verdict.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { FeedAttempt, FeedState } from '../../ports/feeds.ts';
import type { Manifest } from '../../ports/lake.ts';
import type { Policy } from '../../ports/policy.ts';
import type { FeedParts } from './parts.ts';

/** How a feed of the register stands. */
export interface FeedStanding {
  readonly feed: Feed;
  readonly ownerName: string;
  /** The version that counts: the newest that there is, of whatever day. */
  readonly version: Manifest | undefined;
  readonly freshness: Freshness;
  readonly lastAttempt: FeedState['lastAttempt'];
  /** Why the last delivery did not get in; empty where it did. */
  readonly quarantine: readonly QuarantineReason[];
}

type ReadParts = Pick<FeedParts, 'feeds' | 'lake' | 'states'> & { readonly policy: Pick<Policy, 'unitName'> };

/** In the register's order. */
export const readFeeds = (parts: ReadParts, today: CivilDate): Promise<readonly FeedStanding[]> =>
  Promise.all(parts.feeds.map((feed) => readStanding(parts, feed, today)));

export async function readStanding(parts: ReadParts, feed: Feed, today: CivilDate): Promise<FeedStanding> {
  const [version, state] = await Promise.all([parts.lake.latest(feed.id), parts.states.read(feed.id)]);
  return {
    feed,
    ownerName: parts.policy.unitName(unitId(feed.owner)) ?? feed.owner,
    version,
    freshness: freshnessOf(feed, version?.dt, today),
    lastAttempt: state.lastAttempt,
    quarantine: stands(state.lastAttempt, version) ? (state.quarantine ?? []) : [],
  };
}

/** The version is written before the register: a crash between the two must not leave a good delivery looking refused. */
const stands = (attempt: FeedAttempt | undefined, version: Manifest | undefined): boolean =>
  attempt !== undefined && (version === undefined || version.importedAt <= attempt.at);
