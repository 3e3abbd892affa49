import type { DuckDBAppender, DuckDBDateValue } from '@duckdb/node-api';
import { civilDate, dayNumber } from '../../domain/values/civil-date.ts';
import type { ColumnType } from '../../ports/lake.ts';
import type { LakeRow } from '../../ports/lake-writer.ts';
import type { OpenPartWriter } from '../../ports/part-writer.ts';

/** A part of a few hundred thousand rows needs a tenth of it. */
const MEMORY = '512MB';

/** One table in memory, emptied into one file after another. */
export const openParquetWriter: OpenPartWriter = async (columns) => {
  // Seventy megabytes of library: loaded by who imports, not by every home that starts.
  const { DuckDBDateValue: DateValue, DuckDBInstance } = await import('@duckdb/node-api');
  const dateOf: DateOf = (text) => new DateValue(dayNumber(civilDate(text)));
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: MEMORY, threads: '2' });
  const connection = await instance.connect();
  await connection.run(`create table part (${columns.map(({ name, type }) => `"${name}" ${type}`).join(', ')})`);
  let appender = await connection.createAppender('part');
  return {
    append(row) {
      if (row.length !== columns.length) throw new Error(`a row of ${row.length} values for ${columns.length} columns`);
      for (const [index, { name, type }] of columns.entries()) {
        const isIn = appendValue(appender, type, row[index] ?? null, dateOf);
        // Never the value: it may be about somebody.
        if (!isIn) throw new TypeError(`a ${typeof row[index]} in the column ${name}, which is a ${type}`);
      }
      appender.endRow();
    },
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

type DateOf = (text: string) => DuckDBDateValue;

/** False: a value of another type than the column's. */
function appendValue(appender: DuckDBAppender, type: ColumnType, value: LakeRow[number], dateOf: DateOf): boolean {
  if (value === null) {
    appender.appendNull();
    return true;
  }
  switch (type) {
    case 'varchar':
      if (typeof value !== 'string') return false;
      appender.appendVarchar(value);
      return true;
    case 'date':
      if (typeof value !== 'string') return false;
      appender.appendDate(dateOf(value));
      return true;
    case 'bigint':
      if (typeof value !== 'number') return false;
      appender.appendBigInt(BigInt(value));
      return true;
    case 'integer':
      if (typeof value !== 'number') return false;
      appender.appendInteger(value);
      return true;
    case 'boolean':
      if (typeof value !== 'boolean') return false;
      appender.appendBoolean(value);
      return true;
  }
}
