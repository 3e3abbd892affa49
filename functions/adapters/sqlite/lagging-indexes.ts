import type { TableDefinition } from '../../ports/item-store.ts';
import type { Committer } from './committer.ts';
import { type ItemRows, openItemRows } from './item-rows.ts';
import { createItemTable, indexColumns } from './item-table.ts';
import type { PlannedWrite } from './plan-writes.ts';

/**
 * For tests: index queries see the table as it was some commits or some milliseconds ago, as on DynamoDB, where an
 * index follows its table. `now` is real time in milliseconds, not the moved clock of a demo.
 */
export type IndexLag = { readonly commits: number } | { readonly ms: number; readonly now: () => number };

export interface LaggingIndexes {
  readonly tableName: string;
  /** To be called after each commit. */
  record(writes: readonly PlannedWrite[]): void;
  /** To be called before each query of an index. */
  catchUp(): void;
}

const tableName = 'lagging_item';

/** A copy of the table in temporary storage, to which commits are applied late. */
export const openLaggingIndexes = (committer: Committer, table: TableDefinition, lag: IndexLag): LaggingIndexes => {
  createItemTable(committer.db, table, { schema: 'temp', name: tableName });
  const columns = ['pk', 'sk', ...indexColumns(table), 'item'].join(', ');
  committer.db.exec(`INSERT INTO ${tableName} (${columns}) SELECT ${columns} FROM item`);
  const rows: ItemRows = openItemRows(committer.statement, table, tableName);
  let pending: { readonly at: number; readonly writes: readonly PlannedWrite[] }[] = [];

  const apply = (write: PlannedWrite): void => {
    if (write.kind === 'write') rows.write(write.item, write.text, undefined);
    else rows.remove(write.key);
  };
  return {
    tableName,
    record: (writes) => {
      if (writes.length > 0) pending.push({ at: 'ms' in lag ? lag.now() : 0, writes });
    },
    catchUp: () => {
      const young = 'ms' in lag ? pending.findIndex(({ at }) => at > lag.now() - lag.ms) : pending.length - lag.commits;
      const ripe = young < 0 && 'ms' in lag ? pending.length : Math.max(0, young);
      for (const { writes } of pending.slice(0, ripe)) writes.forEach(apply);
      pending = pending.slice(ripe);
    },
  };
};
