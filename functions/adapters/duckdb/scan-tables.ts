import type { DuckDBConnection } from '@duckdb/node-api';
import type { Feed } from '../../../policy/feeds/schema.ts';
import { tableName } from '../../domain/monitoring/indicator-sql.ts';
import { POPULATION, workingColumns } from '../../domain/monitoring/working-table.ts';
import type { ScanInput } from '../../ports/scanner.ts';
import { literal, parquet } from './literal.ts';

export interface WorkingFeed {
  readonly feed: Feed;
  readonly input: ScanInput;
  /** The columns that some indicator names. */
  readonly columns: ReadonlySet<string>;
}

/** Turns for another key: two of ten million people meet once in twenty thousand draws. */
const DRAWS = 4;

/**
 * The run's working tables: what the indicators name and no more, without damaged rows, people and households under names
 * that are drawn for this run. `residents` also keeps where in its files a person stands (`stands_at`).
 */
export async function loadTables(
  connection: DuckDBConnection,
  feeds: readonly WorkingFeed[],
  drawKey: () => string,
): Promise<string> {
  const residents = feeds.find(({ feed }) => feed.id === POPULATION);
  if (residents === undefined) throw new Error('a scan needs the residents');
  const key = await loadResidents(connection, residents, drawKey);
  for (const working of feeds) {
    if (working === residents) continue;
    const table = tableName(working.feed.id);
    await connection.run(
      `create table ${table} as select ${selectionOf(working, key).join(', ')} from ${parquet(working.input.files)}
       where person is not null`,
    );
  }
  return key;
}

async function loadResidents(
  connection: DuckDBConnection,
  working: WorkingFeed,
  drawKey: () => string,
): Promise<string> {
  const source = parquet(working.input.files);
  const needsSeat = working.columns.has('seat');
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const key = soundKey(drawKey());
    const columns = [...selectionOf(working, key), `${position} as stands_at`].join(', ');
    const rows = `select ${columns}${needsSeat ? `, ${order} as sorted` : ''} from ${source} where person is not null`;
    await connection.run(
      `create or replace table residents as ${needsSeat ? `select * exclude (sorted), ${seat} from (${rows})` : rows}`,
    );
    const counted = await connection.runAndReadAll('select count(*) = count(distinct person) from residents');
    if (counted.value(0, 0) === true) return key;
    const twice = await connection.runAndReadAll(
      `select count(*) from (select person from ${source} where person is not null group by person having count(*) > 1)`,
    );
    if (twice.value(0, 0) !== 0n)
      throw new Error('the residents hold a person twice: the import should have refused it');
  }
  throw new Error(`${DRAWS} run keys in a row gave two people one name`);
}

/** Sorts as the match key does, by the characters after its version; faster to sort by than the text. */
const order = "cast('0x' || hex(substr(person, 4, 7)) as bigint)";
const seat = 'cast(row_number() over (partition by household order by sorted) as integer) as seat';

/** File and row in one number. */
export const position = 'cast(file_index as bigint) * 4294967296 + file_row_number';

/** What a working table takes from a dataset; `seat` and `stands_at` are added for the residents alone. */
export function selectionOf(
  { feed, columns }: WorkingFeed,
  key: string,
  person = drawn(key, 'person'),
): readonly string[] {
  const own = workingColumns(feed).filter(({ name }) => columns.has(name) && name !== 'person' && name !== 'seat');
  const kinds = new Map(feed.fields.map(({ id, kind }) => [id, kind]));
  return [
    `${person} as person`,
    ...own
      .filter(({ name }) => !(feed.id === POPULATION && name === 'household'))
      .map(({ name }) => (kinds.get(name) === 'household' ? `${drawn(key, name)} as "${name}"` : `"${name}"`)),
    ...(feed.id === POPULATION ? [`${drawn(key, 'household')} as household`] : []),
  ];
}

/** 60 bits of a keyed hash; key and pseudonym together fit one block of SHA-256. */
export const drawn = (key: string, column: string): string =>
  `cast('0x' || substr(sha256(${literal(key)} || ${column}), 1, 15) as bigint)`;

function soundKey(key: string): string {
  if (!/^[\w-]{16,30}$/.test(key)) throw new Error('a run key is 16 to 30 URL-safe characters');
  return key;
}
