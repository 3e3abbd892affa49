import type { StatementSync } from 'node:sqlite';
import type { CursorPosition } from '../../ports/item-cursor.ts';
import type { SortRange } from '../../ports/item-range.ts';
import type { IndexName, TableDefinition } from '../../ports/item-store.ts';

/** The least text above every text that begins with `prefix`; undefined where there is none. */
export const prefixEnd = (prefix: string): string | undefined => {
  const points = Array.from(prefix);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0) ?? 0;
    if (code === 0x10ffff) continue;
    // The surrogates D800–DFFF are no code points: after D7FF comes E000.
    return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1);
  }
  return undefined;
};

const rangeSql = (sort: string, range: SortRange): { sql: string; values: string[] } => {
  if (range.kind === 'prefix') {
    const end = prefixEnd(range.prefix);
    return end === undefined
      ? { sql: ` AND ${sort} >= ?`, values: [range.prefix] }
      : { sql: ` AND ${sort} >= ? AND ${sort} < ?`, values: [range.prefix, end] };
  }
  if (range.kind !== 'between') return { sql: '', values: [] };
  const { from, to } = range;
  return {
    sql: (from === undefined ? '' : ` AND ${sort} >= ?`) + (to === undefined ? '' : ` AND ${sort} <= ?`),
    values: [from, to].filter((value) => value !== undefined),
  };
};

/** The statements of a committer give rows as arrays, which the types of node:sqlite do not know. */
export const firstText = (row: unknown): string => {
  const text: unknown = Array.isArray(row) ? row[0] : undefined;
  if (typeof text !== 'string') throw new TypeError('An item row without its text.');
  return text;
};

export interface RowQuery {
  readonly tableName: string;
  readonly index?: IndexName;
  readonly partition: string;
  readonly range: SortRange;
  readonly isDescending: boolean;
  readonly after?: CursorPosition;
  /** Rows at the most. */
  readonly limit: number;
}

/** Item texts in key order; ties on an index are ordered by the item's key, so that pages neither lose nor repeat. */
export const queryRows = (
  statement: (sql: string) => StatementSync,
  table: TableDefinition,
  query: RowQuery,
): readonly string[] => {
  const index = table.indexes.find(({ name }) => name === query.index);
  const sort = index?.sk ?? 'sk';
  const order = index === undefined ? ['sk'] : [sort, 'pk', 'sk'];
  const direction = query.isDescending ? ' DESC' : '';
  const range = rangeSql(sort, query.range);
  const { after } = query;
  const afterValues =
    after === undefined ? [] : index === undefined ? [after.sk] : [after.indexSort ?? '', after.pk, after.sk];
  const afterSql =
    after === undefined
      ? ''
      : ` AND (${order.join(', ')}) ${query.isDescending ? '<' : '>'} (${order.map(() => '?').join(', ')})`;
  const sql =
    `SELECT item FROM ${query.tableName} WHERE ${index?.pk ?? 'pk'} = ?${range.sql}${afterSql} ` +
    `ORDER BY ${order.map((column) => column + direction).join(', ')} LIMIT ?`;
  const rows = statement(sql).all(query.partition, ...range.values, ...afterValues, query.limit);
  return rows.map(firstText);
};
