import type { FeedView } from '../../contracts/feeds.ts';
import type { Principal } from '../../domain/authority/principal.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { House } from '../house.ts';
import { barred } from '../outcome.ts';
import type { FeedParts } from './parts.ts';
import { readFeeds, readStanding } from './read-feeds.ts';
import type { FeedStanding } from './read-feeds.ts';

/** The register is of no place: who may read it at all may read all of it. */
const bar = (house: House, by: Principal) => barred(house.authorize(by, 'feed.read', { area: by.area }));

export async function listFeeds(house: House, parts: FeedParts, by: Principal) {
  const barrier = bar(house, by);
  if (barrier !== undefined) return barrier;
  const standings = await readFeeds(parts, civilDateOf(house.time.now()));
  return { kind: 'feeds' as const, view: { items: standings.map(standingView) } };
}

export async function readFeed(house: House, parts: FeedParts, by: Principal, id: string) {
  const barrier = bar(house, by);
  if (barrier !== undefined) return barrier;
  const feed = parts.feeds.find((one) => one.id === id);
  if (feed === undefined) return { kind: 'hidden' as const };
  const [standing, versions] = await Promise.all([
    readStanding(parts, feed, civilDateOf(house.time.now())),
    parts.lake.versions(id),
  ]);
  const view: FeedView = {
    ...standingView(standing),
    fields: feed.fields.map(({ title, aliases = [], kind, required = false, codes = {} }) => ({
      title,
      aliases: [...aliases],
      kind,
      required,
      codes: Object.keys(codes),
    })),
    versions: versions.map(({ dt, rows, damaged, rejected, importedAt }) => ({
      dt,
      rows,
      damaged,
      rejected,
      importedAt,
    })),
  };
  return { kind: 'feed' as const, view };
}

function standingView({ feed, ownerName, version, freshness, lastAttempt, quarantine }: FeedStanding) {
  const { id, title, owner, period, graceDays } = feed;
  return {
    id,
    title,
    owner,
    ownerName,
    period,
    graceDays,
    lastGoodOn: version?.dt ?? null,
    rows: version?.rows ?? null,
    freshness: {
      kind: freshness.kind,
      dueOn: freshness.dueOn,
      lateDays: freshness.kind === 'late' ? freshness.days : 0,
    },
    lastAttempt: lastAttempt === undefined ? null : { ...lastAttempt, counts: { ...lastAttempt.counts } },
    quarantine: quarantine.map((reason) => ({ ...reason })),
  };
}
