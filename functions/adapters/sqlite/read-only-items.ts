import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { sortRangeOf } from '../../ports/item-range.ts';
import type { Item, ItemReader, TableDefinition } from '../../ports/item-store.ts';
import { messageOf, SqliteOpenError } from './errors.ts';
import { firstText, queryRows } from './item-query.ts';

export interface ReadOnlyItems {
  readonly items: ItemReader;
  readonly close: () => void;
}

/** SQLite needs a number; no query of a home comes near it. */
const ALL = 2 ** 31;

/**
 * Reads a data file, while its home runs or when none does, and writes nothing. For auditors: a text that is no item any
 * more comes as an item without content instead of an error, and every query is answered in one page. Throws
 * `SqliteOpenError`.
 */
export function openReadOnlyItems(file: string, table: TableDefinition): ReadOnlyItems {
  try {
    const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    const statements = new Map<string, StatementSync>();
    const statement = (sql: string): StatementSync => {
      const known = statements.get(sql) ?? db.prepare(sql);
      known.setReturnArrays(true);
      statements.set(sql, known);
      return known;
    };
    const byKey = statement('SELECT item FROM item WHERE pk = ? AND sk = ?');
    return {
      items: {
        get: async ({ pk, sk }) => {
          const row = byKey.get(pk, sk);
          return row === undefined ? undefined : itemOf(firstText(row), { pk, sk });
        },
        query: async (query) => {
          const texts = queryRows(statement, table, {
            tableName: 'item',
            ...(query.index === undefined ? {} : { index: query.index }),
            partition: query.partition,
            range: sortRangeOf(query),
            isDescending: query.descending ?? false,
            limit: ALL,
          });
          return { items: texts.map((text) => itemOf(text, { pk: '', sk: '' })) };
        },
      },
      close: () => db.close(),
    };
  } catch (error) {
    throw new SqliteOpenError('StoreFileForeign', `${file} is not a data file of a home (${messageOf(error)}).`, {
      cause: error,
    });
  }
}

function itemOf(text: string, key: { readonly pk: string; readonly sk: string }): Item {
  try {
    const item: unknown = JSON.parse(text);
    return isItem(item) ? item : key;
  } catch {
    return key;
  }
}

const isItem = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && 'pk' in value && 'sk' in value && typeof value.sk === 'string';
