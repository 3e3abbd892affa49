import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Feed } from '../../policy/feeds/schema.ts';
import { civilDate } from '../../functions/domain/values/civil-date.ts';
import { commonColumns } from '../../functions/ports/lake.ts';
import type { Lake, Manifest } from '../../functions/ports/lake.ts';
import type { ScanInput } from '../../functions/ports/scanner.ts';
import { dongyingFeeds } from './indicators.ts';

export type LakeRow = Readonly<Record<string, string | number | null>>;
/** By feed. `person` is a plain word here; a feed that is not named has not come. */
export type LakeRows = Readonly<Record<string, readonly LakeRow[]>>;

/** As long and as shaped as a match key. */
export const keyOf = (word: string): string => `h1:${word.padEnd(22, '_').slice(0, 22)}`;

const typeOf = (kind: Feed['fields'][number]['kind']): string =>
  kind === 'yuan' ? 'bigint' : kind === 'date' ? 'date' : kind === 'integer' ? 'integer' : 'varchar';

function columnsOf(feed: Feed): Readonly<Record<string, string>> {
  const own = feed.fields.filter(({ kind }) => !['id-number', 'name', 'sealed'].includes(kind));
  return {
    ...commonColumns,
    ...(feed.id === 'residents' ? { birth: 'date', sex: 'varchar' } : {}),
    ...Object.fromEntries(own.map(({ id, kind }) => [id, typeOf(kind)])),
  };
}

const literal = (value: string | number | null | undefined): string =>
  value === null || value === undefined
    ? 'null'
    : typeof value === 'number'
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`;

/** A lake that was written by hand: one part for each feed, of one day. */
export async function smallLake(
  folder: string,
  rows: LakeRows,
  dt = '2026-10-31',
  more: Partial<Manifest> = {},
): Promise<Lake & { readonly inputs: ReadonlyMap<string, ScanInput> }> {
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  const inputs = new Map<string, ScanInput>();
  for (const feed of dongyingFeeds) {
    const own = rows[feed.id];
    if (own === undefined) continue;
    const columns = Object.entries(columnsOf(feed));
    const table = feed.id.replaceAll('-', '_');
    const list = columns.map(([name, type]) => `"${name}" ${type}`).join(', ');
    await connection.run(`create table ${table} (${list})`);
    for (const [index, row] of own.entries()) {
      const known = typeof row['person'] === 'string' ? keyOf(row['person']) : null;
      const full: LakeRow = { row_id: `${feed.id}-${index}`, ...row, person: known };
      for (const key of Object.keys(full)) {
        if (!columns.some(([name]) => name === key)) throw new Error(`${feed.id} has no column ${key}`);
      }
      await connection.run(`insert into ${table} values (${columns.map(([name]) => literal(full[name])).join(', ')})`);
    }
    const file = join(folder, `${feed.id}.parquet`);
    await connection.run(`copy ${table} to '${file}' (format parquet)`);
    const manifest: Manifest = {
      dataset: feed.id,
      dt: civilDate(dt),
      columns: [],
      parts: [
        { name: `${feed.id}.parquet`, rows: own.length, sha256: createHash('sha256').update(feed.id).digest('hex') },
      ],
      rows: own.length,
      damaged: own.filter(({ person }) => typeof person !== 'string').length,
      rejected: 0,
      sourceSha256: createHash('sha256').update(JSON.stringify(own)).digest('hex'),
      importedAt: 0,
      importedBy: 'system:test',
      ...more,
    };
    inputs.set(feed.id, { manifest, files: [file] });
  }
  database.closeSync();
  return {
    inputs,
    latest: async (dataset, on) => {
      const found = inputs.get(dataset)?.manifest;
      return found === undefined || (on !== undefined && found.dt > on) ? undefined : found;
    },
    versions: async (dataset) => [inputs.get(dataset)?.manifest].filter((one) => one !== undefined),
    files: async ({ dataset }) => inputs.get(dataset)?.files ?? [],
  };
}
