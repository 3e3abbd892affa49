import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import type { ScanInput, Scanner } from '../../ports/scanner.ts';
import { parquet } from './literal.ts';
import { position } from './scan-tables.ts';

/** The given columns of the rows at these positions (`scan-tables.ts`), in no order. */
export async function rowsAt(
  files: readonly string[],
  positions: readonly bigint[],
  columns: readonly string[],
): Promise<readonly (readonly DuckDBValue[])[]> {
  const database = await openReader();
  try {
    const connection = await database.connect();
    await connection.run('create table wanted (stands_at bigint)');
    const appender = await connection.createAppender('wanted');
    for (const at of positions) {
      appender.appendBigInt(at);
      appender.endRow();
    }
    appender.closeSync();
    const found = await connection.runAndReadAll(
      `select ${position}, ${columns.join(', ')} from ${parquet(files)}
       where ${position} in (select stands_at from wanted)`,
    );
    return found.getRows();
  } finally {
    database.closeSync();
  }
}

/** The sealed identities of people among the residents, by match key. */
export async function identitiesOf(
  residents: ScanInput,
  persons: readonly string[],
): ReturnType<Scanner['identities']> {
  const database = await openReader();
  try {
    const connection = await database.connect();
    await connection.run('create table wanted (person varchar)');
    const appender = await connection.createAppender('wanted');
    for (const person of persons) {
      appender.appendVarchar(person);
      appender.endRow();
    }
    appender.closeSync();
    const found = await connection.runAndReadAll(
      `select person, row_id, identity from ${parquet(residents.files)} where person in (select person from wanted)`,
    );
    return new Map(
      found
        .getRows()
        .map(([person, rowId, identity]) => [String(person), { rowId: String(rowId), identity: String(identity) }]),
    );
  } finally {
    database.closeSync();
  }
}

/** Reads few rows of many: it needs little. */
const openReader = () => DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '256MB' });
