import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCivilDate } from '../domain/values/civil-date.ts';
import type { Inbox } from '../ports/inbox.ts';
import type { OpenTable } from '../ports/tables.ts';
import { importFeed } from '../usecases/feed/import-feed.ts';
import type { FeedParts } from '../usecases/feed/parts.ts';

/** What EventBridge says of a new object in the bucket. */
export interface ObjectCreated {
  readonly detail: { readonly object: { readonly key: string } };
}

export interface Importing {
  readonly parts: FeedParts;
  readonly openTable: OpenTable;
  readonly objects: Inbox;
  readonly reportFailure: (what: string, error: unknown) => void;
}

/** `inbox/<feed>/<YYYY-MM-DD>/<file>`: which feed, and the day that the data speak of. */
function addressOf(key: string) {
  const [inbox, feed, day, ...rest] = key.split('/');
  const on = day === undefined ? undefined : parseCivilDate(day);
  if (inbox !== 'inbox' || feed === undefined || on === undefined || rest.length === 0) return undefined;
  return { feed, on, name: rest.join('/') };
}

/**
 * A file that a department put into the inbox becomes a version of its feed, or is quarantined. What came of it lies beside it
 * afterwards: `outbox/<feed>/<day>/<file>.json`, with the rows to mend as `….csv`. The same file again changes nothing.
 */
export const importDoor =
  ({ parts, openTable, objects, reportFailure }: Importing) =>
  async ({ detail: { object } }: ObjectCreated) => {
    // EventBridge gives the key as it is, not in a URL's spelling.
    const address = addressOf(object.key);
    const feed = parts.feeds.find(({ id }) => id === address?.feed);
    if (address === undefined || feed === undefined) {
      reportFailure(
        'a delivery',
        new Error('the key is not inbox/<feed>/<YYYY-MM-DD>/<file> of a feed of the register'),
      );
      return { kind: 'unknown-address' as const };
    }
    const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
    const badPath = join(folder, 'bad.csv');
    const bad = openSync(badPath, 'w', 0o600);
    try {
      const path = join(folder, 'delivered');
      await objects.download(object.key, path);
      const table = await openTable({ kind: 'file', path });
      let hasBad = false;
      const outcome = await importFeed(parts, {
        feed,
        table,
        on: address.on,
        by: 'system:import-feed',
        bad: (text) => {
          hasBad = true;
          writeSync(bad, text);
        },
      });
      const answer = `outbox/${address.feed}/${address.on}/${address.name}`;
      if (hasBad) await objects.upload(badPath, `${answer}.csv`);
      await objects.writeJson(`${answer}.json`, outcome);
      return { kind: outcome.kind };
    } finally {
      closeSync(bad);
      rmSync(folder, { recursive: true, force: true });
    }
  };
