import { DuckDBInstance } from '@duckdb/node-api';
import type { FeedRows, ToldRows } from '../../ports/feed-rows.ts';
import type { Lake } from '../../ports/lake.ts';

/** A look-up of some persons in one feed needs a fraction of it. */
const MEMORY = '256MB';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

type Cell = ToldRows['rows'][number][string];

/** Looks given people up in the newest versions of feeds. Opened with the first question, so that a home without feeds pays nothing. */
export function createFeedRows(lake: Lake): FeedRows & { close(): void } {
  let opened: Promise<DuckDBInstance> | undefined;
  const open = (): Promise<DuckDBInstance> => {
    opened ??= DuckDBInstance.create(':memory:', { memory_limit: MEMORY, threads: '1' });
    return opened;
  };
  return {
    async of(feed, columns, persons) {
      const version = await lake.latest(feed);
      if (version === undefined) return undefined;
      const on = version.dt;
      if (persons.length === 0 || version.parts.length === 0) return { on, rows: [] };
      const paths = (await lake.files(version)).map(quoted).join(', ');
      const wanted = ['person', ...columns].map((column) => `"${column}"`).join(', ');
      const places = persons.map((_, index) => `$${index + 1}`).join(', ');
      const connection = await (await open()).connect();
      try {
        const result = await connection.runAndReadAll(
          `select ${wanted} from read_parquet([${paths}]) where person in (${places}) order by row_id`,
          [...persons],
        );
        return { on, rows: result.getRowObjectsJS().map((row) => plain(row)) };
      } finally {
        connection.closeSync();
      }
    },
    close() {
      void opened?.then((instance) => instance.closeSync());
    },
  };
}

const plain = (row: Readonly<Record<string, unknown>>): Readonly<Record<string, Cell>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)]));

function cell(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  throw new TypeError(`a column of a feed holds a ${typeof value}`);
}
