import { DuckDBDateValue, DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBAppender } from '@duckdb/node-api';
import { civilDate, dayNumber } from '../../domain/values/civil-date.ts';
import type { ColumnType, Manifest } from '../../ports/lake.ts';
import type { LakeRow } from '../../ports/lake-writer.ts';
import type { OpenPartWriter } from '../../ports/part-writer.ts';

/** A part of a few hundred thousand rows needs a tenth of it. */
const MEMORY = '512MB';

/** One table in memory, emptied into one file after another. */
export const openParquetWriter: OpenPartWriter = async (columns) => {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: MEMORY, threads: '2' });
  const connection = await instance.connect();
  await connection.run(`create table part (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`);
  let appender = await connection.createAppender('part');
  return {
    append: (row) => appendRow(appender, columns, row),
    async write(path) {
      appender.closeSync();
      await connection.run(`copy part to '${path.replaceAll("'", "''")}' (format parquet, compression zstd)`);
      await connection.run('truncate part');
      appender = await connection.createAppender('part');
    },
    close() {
      appender.closeSync();
      connection.closeSync();
      instance.closeSync();
    },
  };
};

function appendRow(appender: DuckDBAppender, columns: Manifest['columns'], row: LakeRow): void {
  if (row.length !== columns.length) throw new Error(`a row of ${row.length} values for ${columns.length} columns`);
  for (const [index, { name, type }] of columns.entries()) appendValue(appender, type, row[index] ?? null, name);
  appender.endRow();
}

function appendValue(appender: DuckDBAppender, type: ColumnType, value: LakeRow[number], name: string): void {
  if (value === null) return appender.appendNull();
  switch (type) {
    case 'varchar':
      if (typeof value === 'string') return appender.appendVarchar(value);
      break;
    case 'date':
      if (typeof value === 'string') return appender.appendDate(new DuckDBDateValue(dayNumber(civilDate(value))));
      break;
    case 'bigint':
      if (typeof value === 'number') return appender.appendBigInt(BigInt(value));
      break;
    case 'integer':
      if (typeof value === 'number') return appender.appendInteger(value);
      break;
    case 'boolean':
      if (typeof value === 'boolean') return appender.appendBoolean(value);
      break;
  }
  // Never the value: it may be about somebody.
  throw new TypeError(`a ${typeof value} in the column ${name}, which is a ${type}`);
}
