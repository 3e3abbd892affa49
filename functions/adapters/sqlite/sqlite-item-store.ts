import { readCursor, writeCursor } from '../../ports/item-cursor.ts';
import { pageLimitOf, sortRangeOf } from '../../ports/item-range.ts';
import { assertKey, assertTransaction } from '../../ports/item-rules.ts';
import type {
  Item,
  ItemPage,
  ItemQuery,
  ItemStore,
  TableDefinition,
  TransactResult,
  WriteAction,
} from '../../ports/item-store.ts';
import type { Committer } from './committer.ts';
import { queryRows } from './item-query.ts';
import { openItemRows, parseItem } from './item-rows.ts';
import { rememberRecent } from './recent-items.ts';
import { createItemTable } from './item-table.ts';
import { type IndexLag, openLaggingIndexes } from './lagging-indexes.ts';
import { type PlannedWrite, planWrites } from './plan-writes.ts';

export interface SqliteItemStoreOptions {
  readonly committer: Committer;
  readonly table: TableDefinition;
  /**
   * Stands in for a DynamoDB stream: called once for each committed transaction that puts items (updates are not
   * reported), with these items, after the commit and before the caller hears of it. What it throws surfaces as an
   * uncaught exception; the commit stands.
   */
  readonly onCommitted?: (written: readonly Item[]) => void;
  readonly indexLag?: IndexLag;
}

type Applied =
  | { readonly kind: 'committed'; readonly writes: readonly PlannedWrite[] }
  | Exclude<TransactResult, { kind: 'committed' }>;

const itemsPut = (actions: readonly WriteAction[]): readonly Item[] =>
  actions.flatMap((action) => (action.kind === 'put' ? [action.item] : []));

/** Creates the table where it is missing. */
export const openSqliteItemStore = (options: SqliteItemStoreOptions): ItemStore => {
  const { committer, table, onCommitted, indexLag } = options;
  createItemTable(committer.db, table);
  const rows = rememberRecent(openItemRows(committer.statement, table, 'item'));
  const lagging = indexLag === undefined ? undefined : openLaggingIndexes(committer, table, indexLag);

  const apply = (actions: readonly WriteAction[], texts: readonly (string | undefined)[]): Applied => {
    const plan = planWrites(actions, texts, rows, table);
    if (plan.kind === 'conflict') return plan;
    for (const write of plan.writes) {
      if (write.kind === 'write') rows.write(write.item, write.text, write.before);
      else rows.remove(write.key);
    }
    return { kind: 'committed', writes: plan.writes };
  };

  const report = (actions: readonly WriteAction[]): void => {
    if (onCommitted === undefined) return;
    const written = itemsPut(actions);
    if (written.length === 0) return;
    try {
      onCommitted(written);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };

  const readPage = (query: ItemQuery): ItemPage => {
    const limit = pageLimitOf(query, table);
    const after = readCursor(query);
    const range = sortRangeOf(query);
    if (range.kind === 'none') return { items: [] };
    if (query.index !== undefined) lagging?.catchUp();
    const texts = queryRows(committer.statement, table, {
      tableName: query.index !== undefined && lagging !== undefined ? lagging.tableName : 'item',
      ...(query.index === undefined ? {} : { index: query.index }),
      partition: query.partition,
      range,
      isDescending: query.descending ?? false,
      ...(after === undefined ? {} : { after }),
      limit: limit + 1,
    });
    const items = texts.slice(0, limit).map(parseItem);
    const last = items.at(-1);
    if (texts.length <= limit || last === undefined) return { items };
    const sortName = table.indexes.find(({ name }) => name === query.index)?.sk;
    const indexSort = sortName === undefined ? undefined : last[sortName];
    const position = { pk: last.pk, sk: last.sk, ...(typeof indexSort === 'string' ? { indexSort } : {}) };
    return { items, next: writeCursor(query, position) };
  };

  // The methods are async so that a refused argument rejects, as on any other adapter.
  return {
    get: async (key) => {
      assertKey(key);
      return rows.read(key);
    },
    query: async (query) => readPage(query),
    transact: async (actions) => {
      assertTransaction(actions, table);
      const texts = actions.map((action) => (action.kind === 'put' ? JSON.stringify(action.item) : undefined));
      const applied = await committer
        .run(() => apply(actions, texts))
        .catch((error: unknown) => {
          rows.forget();
          throw error;
        });
      if (applied.kind === 'conflict') return applied;
      lagging?.record(applied.writes);
      report(actions);
      return { kind: 'committed' };
    },
  };
};
