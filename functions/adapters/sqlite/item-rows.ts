import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Item, ItemKey, TableDefinition } from '../../ports/item-store.ts';
import { firstText } from './item-query.ts';
import { indexColumns, indexValues } from './item-table.ts';

/** An item is kept as its JSON; its keys stand beside it in columns. */
export const parseItem = (text: string): Item => JSON.parse(text);

export interface ItemRows {
  read(key: ItemKey): string | undefined;
  /** `before` is the item that the row now holds, where it is known: unchanged index keys are then left alone. */
  write(item: Item, text: string, before: Item | undefined): void;
  remove(key: ItemKey): void;
}

export const openItemRows = (
  statement: (sql: string) => StatementSync,
  table: TableDefinition,
  tableName: string,
): ItemRows => {
  const columns = ['pk', 'sk', ...indexColumns(table), 'item'];
  const select = statement(`SELECT item FROM ${tableName} WHERE pk = ? AND sk = ?`);
  const upsert = statement(
    `INSERT INTO ${tableName} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ` +
      `ON CONFLICT (pk, sk) DO UPDATE SET ${columns
        .slice(2)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
  );
  // SQLite rewrites the entry of an index whenever the statement names its columns, changed or not.
  const updateText = statement(`UPDATE ${tableName} SET item = ? WHERE pk = ? AND sk = ?`);
  const erase = statement(`DELETE FROM ${tableName} WHERE pk = ? AND sk = ?`);
  const hasSameIndexKeys = (before: Item, after: Item): boolean =>
    table.indexes.every(({ pk, sk }) => before[pk] === after[pk] && before[sk] === after[sk]);

  return {
    read: ({ pk, sk }) => {
      const row = select.get(pk, sk);
      return row === undefined ? undefined : firstText(row);
    },
    write: (item, text, before) => {
      if (before !== undefined && hasSameIndexKeys(before, item)) {
        updateText.run(text, item.pk, item.sk);
        return;
      }
      const values: SQLInputValue[] = [item.pk, item.sk, ...indexValues(item, table), text];
      upsert.run(...values);
    },
    remove: ({ pk, sk }) => {
      erase.run(pk, sk);
    },
  };
};
