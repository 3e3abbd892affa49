import { planWrites } from '../../functions/adapters/sqlite/plan-writes.ts';
import { readCursor, writeCursor } from '../../functions/ports/item-cursor.ts';
import { pageLimitOf, sortRangeOf } from '../../functions/ports/item-range.ts';
import { assertKey, assertTransaction } from '../../functions/ports/item-rules.ts';
import type {
  IndexName,
  Item,
  ItemKey,
  ItemPage,
  ItemQuery,
  ItemStore,
  TableDefinition,
  WriteAction,
} from '../../functions/ports/item-store.ts';
import { table as houseTable } from '../../functions/store/table.ts';
import type { Journal } from '../engine/journal/journal.ts';
import { memoryJournal } from '../engine/journal/memory.ts';
import type { OpenStorage } from '../home/storage.ts';
import { SortedPartition } from './sorted-partition.ts';

/** The table and its indexes as sorted lists. Everything is lost with the process: for simulations only. */
export function memoryItemStore(
  table: TableDefinition,
  onCommitted: (written: readonly Item[]) => void = () => {},
): ItemStore {
  const items = new Map<string, Item>();
  const lists = new Map<string, SortedPartition>();
  const idOf = ({ pk, sk }: ItemKey): string => `${pk}\u0000${sk}`;
  const listOf = (index: IndexName | undefined, partition: string): SortedPartition => {
    const name = `${index ?? ''}\u0000${partition}`;
    const known = lists.get(name) ?? new SortedPartition();
    lists.set(name, known);
    return known;
  };

  /** The item's places: in the table, and in each index whose two keys it has. */
  const placesOf = (item: Item): (readonly [IndexName | undefined, string, string])[] => [
    [undefined, item.pk, item.sk],
    ...table.indexes.flatMap(({ name, pk, sk }) => {
      const partition = item[pk];
      const sort = item[sk];
      return typeof partition === 'string' && typeof sort === 'string' ? [[name, partition, sort] as const] : [];
    }),
  ];

  const leave = (item: Item): void => {
    for (const [index, partition, sort] of placesOf(item)) {
      const list = listOf(index, partition);
      list.remove({ sort, pk: item.pk, sk: item.sk });
      if (list.size === 0) lists.delete(`${index ?? ''}\u0000${partition}`);
    }
  };
  const isAtSamePlaces = (before: Item, after: Item): boolean =>
    table.indexes.every(({ pk, sk }) => before[pk] === after[pk] && before[sk] === after[sk]);
  const write = (item: Item): void => {
    const id = idOf(item);
    const before = items.get(id);
    items.set(id, item);
    if (before !== undefined && isAtSamePlaces(before, item)) return;
    if (before !== undefined) leave(before);
    for (const [index, partition, sort] of placesOf(item))
      listOf(index, partition).add({ sort, pk: item.pk, sk: item.sk });
  };
  const remove = (key: ItemKey): void => {
    const before = items.get(idOf(key));
    if (before === undefined) return;
    items.delete(idOf(key));
    leave(before);
  };

  const transact = (actions: readonly WriteAction[]) => {
    assertTransaction(actions, table);
    const noTexts = actions.map(() => '');
    const plan = planWrites(actions, noTexts, { read: (key) => items.get(idOf(key)) }, table);
    if (plan.kind === 'conflict') return plan;
    for (const planned of plan.writes) {
      if (planned.kind === 'write') write(planned.item);
      else remove(planned.key);
    }
    const put = actions.flatMap((action) => (action.kind === 'put' ? [action.item] : []));
    if (put.length > 0) onCommitted(put);
    return { kind: 'committed' } as const;
  };

  const query = (asked: ItemQuery): ItemPage => {
    const limit = pageLimitOf(asked, table);
    const after = readCursor(asked);
    const range = sortRangeOf(asked);
    const list = lists.get(`${asked.index ?? ''}\u0000${asked.partition}`);
    if (range.kind === 'none' || list === undefined) return { items: [] };
    const from = after === undefined ? undefined : { sort: after.indexSort ?? after.sk, pk: after.pk, sk: after.sk };
    const found = list.take(range, { isDescending: asked.descending ?? false, from, limit: limit + 1 });
    const page = found.slice(0, limit);
    const shown = page.flatMap((place) => items.get(idOf(place)) ?? []);
    const last = page.at(-1);
    if (found.length <= limit || last === undefined) return { items: shown };
    const { pk, sk, sort } = last;
    return {
      items: shown,
      next: writeCursor(asked, asked.index === undefined ? { pk, sk } : { pk, sk, indexSort: sort }),
    };
  };

  return {
    get: async (key) => {
      assertKey(key);
      return items.get(idOf(key));
    },
    query: async (asked) => query(asked),
    transact: async (actions) => transact(actions),
  };
}

/** Nobody asks a simulated procedure for its history, which is most of what it would keep. */
function journalWithoutHistories(): Journal {
  const journal = memoryJournal();
  return {
    ...journal,
    append: (entries) =>
      journal.append(entries.map((entry) => (entry.kind === 'execution' ? { ...entry, history: [] } : entry))),
  };
}

/** A home's storage without a disk. */
export const memoryStorage: OpenStorage = (onCommitted) => ({
  items: memoryItemStore(houseTable, onCommitted),
  journal: journalWithoutHistories(),
  stats: () => ({ works: 0, groups: 0, commits: 0, largestGroup: 0 }),
  close: () => {},
});
