import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import * as z from 'zod';
import type { Feed } from '../../../policy/feeds/schema.ts';
import type { Indicator } from '../../../policy/indicators/schema.ts';
import { PolicyInvalid } from '../../../policy/problem.ts';
import { sqlOf, tableName } from '../../domain/monitoring/indicator-sql.ts';
import { workingColumns } from '../../domain/monitoring/working-table.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import type { CivilDate } from '../../domain/values/civil-date.ts';
import { readTree } from './sql-tree.ts';
import type { TreeFault } from './sql-tree.ts';

export interface SqlFault {
  readonly code: TreeFault['code'] | 'syntax' | 'does-not-bind' | 'result-columns';
  /** Chinese; what DuckDB says follows as it says it. */
  readonly text: string;
  /** Position in the text with its literals, from 1. */
  readonly line?: number;
  readonly column?: number;
}

export type Judged =
  | { readonly kind: 'sound'; readonly sql: string; readonly columns: ReadonlySet<string>; readonly hasDay: boolean }
  | { readonly kind: 'refused'; readonly faults: readonly SqlFault[] };

export interface Guard {
  judge(indicator: Indicator, asOf: CivilDate): Promise<Judged>;
  close(): void;
}

const serialised = z.union([
  z.object({ error: z.literal(false), statements: z.unknown() }),
  z.object({
    error: z.literal(true),
    error_message: z.string(),
    position: z.string().regex(/^\d+$/).transform(Number).optional(),
  }),
]);

const resultTypes = {
  yuan: ['BIGINT', 'INTEGER'],
  integer: ['BIGINT', 'INTEGER'],
  date: ['DATE'],
  text: ['VARCHAR'],
  code: ['VARCHAR'],
} as const satisfies Readonly<Record<Indicator['facts'][number]['kind'], readonly string[]>>;

/** Judges an indicator's SQL by its syntax tree, and then by binding it to empty tables. Runs none of it. */
export async function openGuard(feeds: readonly Feed[]): Promise<Guard> {
  const database = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await database.connect();
  for (const feed of feeds) {
    const columns = workingColumns(feed).map(({ name, type }) => `${name} ${type}`);
    await connection.run(`create table ${tableName(feed.id)} (${columns.join(', ')})`);
  }
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  return {
    async judge(indicator, asOf) {
      const sql = sqlOf(indicator, asOf);
      const tables = new Map(
        feeds
          .filter(({ id }) => indicator.inputs.includes(id))
          .map((feed) => [tableName(feed.id), workingColumns(feed).map(({ name }) => name)]),
      );
      const tree = await parse(connection, sql);
      if ('code' in tree) return { kind: 'refused', faults: [tree] };
      const { faults, columns } = readTree(tree.statements, { tables });
      if (faults.length > 0) {
        return { kind: 'refused', faults: faults.map(({ at, ...fault }) => ({ ...fault, ...placeOf(sql, at) })) };
      }
      const bound = await bind(connection, sql, indicator);
      return bound.faults.length > 0
        ? { kind: 'refused', faults: bound.faults }
        : { kind: 'sound', sql, columns, hasDay: bound.hasDay };
    },
    close() {
      connection.closeSync();
      database.closeSync();
    },
  };
}

async function parse(connection: DuckDBConnection, sql: string): Promise<SqlFault | { readonly statements: unknown }> {
  const options = 'skip_null := true, skip_empty := true, skip_default := true';
  const result = await connection.runAndReadAll(`select json_serialize_sql($1::varchar, ${options})`, [sql]);
  const tree = serialised.parse(JSON.parse(String(result.value(0, 0))));
  if (!tree.error) return { statements: tree.statements };
  if (tree.position === undefined) return { code: 'not-one-select', text: '应当恰好是一条SELECT语句' };
  return { code: 'syntax', text: `SQL语法错误:${tree.error_message}`, ...placeOf(sql, tree.position) };
}

/** What does not fit between the query, its tables and the facts that it promises. */
async function bind(
  connection: DuckDBConnection,
  sql: string,
  { facts }: Indicator,
): Promise<{ readonly faults: readonly SqlFault[]; readonly hasDay: boolean }> {
  const promised = new Map<string, readonly string[]>([
    ['person', ['BIGINT']],
    ...facts.map(({ column, kind }) => [column, resultTypes[kind]] as const),
  ]);
  let described;
  try {
    described = await connection.runAndReadAll(`describe ${sql}`);
  } catch (error) {
    const text = `SQL与数据源不符:${error instanceof Error ? error.message : String(error)}`;
    return { faults: [{ code: 'does-not-bind', text }], hasDay: false };
  }
  const found = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
  const faults: SqlFault[] = [];
  if (found.size < described.currentRowCount) faults.push({ code: 'result-columns', text: '结果有同名的列' });
  for (const [name, types] of promised) {
    const type = found.get(name);
    if (type === undefined) faults.push({ code: 'result-columns', text: `结果缺少列${name}` });
    else if (!types.includes(type)) {
      faults.push({ code: 'result-columns', text: `结果的列${name}应为${types.join('或')},实为${type}` });
    }
  }
  for (const [name, type] of found) {
    if (name === 'occurred_on' ? type !== 'DATE' : !promised.has(name)) {
      faults.push({ code: 'result-columns', text: `结果多出列${name}(${type})` });
    }
  }
  return { faults, hasDay: found.has('occurred_on') };
}

function placeOf(sql: string, at: number | undefined): Pick<SqlFault, 'line' | 'column'> {
  if (at === undefined) return {};
  const before = Buffer.from(sql).subarray(0, at).toString().split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Any day will do to judge by. */
const SOME_DAY = civilDate('2026-01-01');

/** The catalogue, or `PolicyInvalid` with everything that its SQL may not do. */
export async function admitted(
  indicators: readonly Indicator[],
  feeds: readonly Feed[],
): Promise<readonly Indicator[]> {
  const guard = await openGuard(feeds);
  try {
    const problems = [];
    for (const indicator of indicators) {
      const judged = await guard.judge(indicator, SOME_DAY);
      if (judged.kind === 'sound') continue;
      for (const { code, text, line, column } of judged.faults) {
        problems.push({
          file: `indicators/dongying/${indicator.id}.json`,
          path: line === undefined ? 'sql' : `sql line ${line}, column ${column}`,
          value: code,
          text,
          remedy: 'Write one SELECT in the common subset of DuckDB and Trino (docs/discovery.md).',
        });
      }
    }
    if (problems.length > 0) throw new PolicyInvalid(problems);
    return indicators;
  } finally {
    guard.close();
  }
}
