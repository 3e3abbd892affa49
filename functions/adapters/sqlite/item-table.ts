import type { DatabaseSync } from 'node:sqlite';
import type { Item, TableDefinition } from '../../ports/item-store.ts';

/** Attribute names become column names, so they are held to what needs no thought about quoting. */
const columnName = /^[a-z][a-z0-9_]{0,40}$/i;

export const indexColumns = (table: TableDefinition): readonly string[] => {
  const columns = table.indexes.flatMap(({ pk, sk }) => [pk, sk]);
  const bad = columns.find((name) => !columnName.test(name));
  if (bad !== undefined) throw new TypeError(`Index attribute "${bad}" must match ${columnName.source}.`);
  return columns;
};

/** Values of `indexColumns`. An item with half of an index key is in no index, as in DynamoDB. */
export const indexValues = (item: Item, table: TableDefinition): (string | null)[] =>
  table.indexes.flatMap((index) => {
    const pk = item[index.pk];
    const sk = item[index.sk];
    return typeof pk === 'string' && typeof sk === 'string' ? [pk, sk] : [null, null];
  });

const existingColumns = (db: DatabaseSync, name: string): ReadonlySet<unknown> =>
  new Set(
    db
      .prepare(`SELECT name FROM pragma_table_info('${name}')`)
      .all()
      .map((row) => row['name']),
  );

/**
 * A table with row ids: items of some hundred bytes lie whole in its leaves, whereas WITHOUT ROWID moves them to
 * overflow pages and doubles the cost of a commit. The indexes carry pk and sk because pages are cut in that order.
 *
 * Creates the table, or adds the columns and indexes that a later table definition brought, filled from the items.
 * `schema` is `main` for the table itself and `temp` for a copy that lives as long as the connection.
 */
export const createItemTable = (
  db: DatabaseSync,
  table: TableDefinition,
  place: { readonly schema: 'main' | 'temp'; readonly name: string } = { schema: 'main', name: 'item' },
): void => {
  const { schema, name } = place;
  const columns = indexColumns(table);
  // One transaction: a column that is there has also been filled.
  db.exec('BEGIN IMMEDIATE');
  db.exec(
    `CREATE TABLE IF NOT EXISTS ${schema}.${name} (pk TEXT NOT NULL, sk TEXT NOT NULL, ` +
      `${columns.map((column) => `${column} TEXT, `).join('')}item TEXT NOT NULL, PRIMARY KEY (pk, sk))`,
  );
  const known = existingColumns(db, name);
  for (const index of table.indexes) {
    const { pk, sk } = index;
    if (!known.has(pk)) {
      db.exec(
        `ALTER TABLE ${schema}.${name} ADD COLUMN ${pk} TEXT; ALTER TABLE ${schema}.${name} ADD COLUMN ${sk} TEXT; ` +
          `UPDATE ${schema}.${name} SET ${pk} = item ->> '${pk}', ${sk} = item ->> '${sk}' ` +
          `WHERE item ->> '${pk}' IS NOT NULL AND item ->> '${sk}' IS NOT NULL`,
      );
    }
    db.exec(
      `CREATE INDEX IF NOT EXISTS ${schema}.${name}_${index.name} ON ${name} (${pk}, ${sk}, pk, sk) WHERE ${pk} IS NOT NULL`,
    );
  }
  db.exec('COMMIT');
};
