import type { Principal } from '../../domain/authority/principal.ts';
import { civilDateOf } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { unitId } from '../../domain/values/ids.ts';
import type { OpenTable } from '../../ports/tables.ts';
import type { House } from '../house.ts';
import { barred, declined } from '../outcome.ts';
import { importFeed } from './import-feed.ts';
import type { FeedParts } from './parts.ts';

export interface SubmitFeedFileInput {
  readonly by: Principal;
  readonly feed: string;
  readonly file: Uint8Array;
  readonly on?: CivilDate;
  readonly isDryRun: boolean;
}

/** A file that a person hands in over HTTP; it stays in memory. */
export async function submitFeedFile(house: House, parts: FeedParts, openTable: OpenTable, input: SubmitFeedFileInput) {
  const { by, file, on, isDryRun } = input;
  const feed = parts.feeds.find(({ id }) => id === input.feed);
  const owner = feed === undefined ? undefined : unitId(feed.owner);
  // Units below the owner hand in for it; a feed is of no place.
  const isOwners = owner !== undefined && parts.policy.unitsUnder(owner).includes(by.unit);
  const unit = isOwners || owner === undefined ? by.unit : owner;
  const bar = barred(house.authorize(by, 'feed.import', { area: by.area, unit }));
  if (bar !== undefined) return bar;
  if (feed === undefined) return { kind: 'hidden' as const };
  if (on !== undefined && on > civilDateOf(house.time.now())) {
    return declined('date-in-future', '数据日期不能晚于今天。', { pointer: '#query/on' });
  }
  const table = await openTable({ kind: 'bytes', bytes: file });
  const outcome = await importFeed(parts, {
    feed,
    table,
    by: by.subject,
    isDryRun,
    ...(on === undefined ? {} : { on }),
  });
  switch (outcome.kind) {
    case 'imported':
    case 'known':
    case 'checked':
      return outcome;
    case 'quarantined': {
      const { report, reasons } = outcome;
      const { counts, problems, warnings, notes } = report;
      return declined('feed-quarantined', `${reasons.map(({ text }) => text).join(';')}。`, {
        more: {
          reasons: reasons.map((reason) => ({ ...reason })),
          counts: { ...counts },
          problems: problems.map((problem) => ({ ...problem })),
          warnings: warnings.map((warning) => ({ ...warning })),
          notes: [...notes],
        },
      });
    }
    case 'busy':
    case 'stopped':
      return declined('feed-busy', '这一数据源正在由他人导入,请稍后再试。');
  }
}
