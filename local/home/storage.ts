import { openCommitter } from '../../functions/adapters/sqlite/committer.ts';
import type { CommitterStats } from '../../functions/adapters/sqlite/committer.ts';
import { openSqliteItemStore } from '../../functions/adapters/sqlite/sqlite-item-store.ts';
import type { Item, ItemStore } from '../../functions/ports/item-store.ts';
import { table } from '../../functions/store/table.ts';
import type { Journal } from '../engine/journal/journal.ts';
import { engineJournal } from './engine-journal.ts';

/** Where a home keeps its items and the state of its procedures. */
export interface HomeStorage {
  readonly items: ItemStore;
  readonly journal: Journal;
  readonly stats: () => CommitterStats;
  close(): void;
}

/** `onCommitted`: told of what each transaction put, after it. */
export type OpenStorage = (onCommitted: (written: readonly Item[]) => void) => HomeStorage;

/**
 * One SQLite file for both, written by one committer. `indexLagMs`, for tests: indexes follow the table this late, as they
 * may on DynamoDB.
 */
export const sqliteStorage =
  (file: string, indexLagMs?: number): OpenStorage =>
  (onCommitted) => {
    const committer = openCommitter({ file });
    const indexLag = indexLagMs === undefined ? {} : { indexLag: { ms: indexLagMs, now: Date.now } };
    return {
      items: openSqliteItemStore({ committer, table, onCommitted, ...indexLag }),
      journal: engineJournal(committer),
      stats: () => committer.stats(),
      close: () => committer.close(),
    };
  };
