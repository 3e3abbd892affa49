import type { DuckDBConnection } from '@duckdb/node-api';
import { likeness } from '../../domain/monitoring/fuzzy.ts';
import { tableName } from '../../domain/monitoring/indicator-sql.ts';
import { POPULATION } from '../../domain/monitoring/working-table.ts';
import { literal, parquet } from './literal.ts';
import { drawn, position, selectionOf } from './scan-tables.ts';
import type { WorkingFeed } from './scan-tables.ts';

/** Where the second pass looks: like the working tables, of the households that it concerns alone. */
export const NEAR = 'near';

export interface Likeness {
  readonly damaged: number;
  readonly matched: number;
  /** Feeds of which a row has found a person. */
  readonly feeds: ReadonlySet<string>;
}

/**
 * The second pass: damaged rows are matched with residents by the name and the parts of the number (`domain/monitoring/fuzzy.ts`),
 * and count as the person's in tables of their own. Indicators look no further than a household, so those households are enough.
 */
export async function matchByLikeness(
  connection: DuckDBConnection,
  feeds: readonly WorkingFeed[],
  key: string,
): Promise<Likeness> {
  const nothing = { damaged: 0, matched: 0, feeds: new Set<string>() };
  const residents = feeds.find(({ feed }) => feed.id === POPULATION);
  const broken = feeds.filter(({ feed, input }) => feed.id !== POPULATION && input.manifest.damaged > 0);
  if (residents === undefined || broken.length === 0) return nothing;
  await connection.run(`create table damaged as ${broken.map(damagedRows).join(' union all ')}`);
  await connection.run(`create table proposed as ${best(residents)}`);
  const [damaged, matched] = await counts(connection, ['damaged', 'proposed']);
  const found = await connection.runAndReadAll('select distinct feed from proposed');
  const matchedFeeds = new Set(found.getRows().map(([feed]) => String(feed)));
  if (matchedFeeds.size > 0) await createNear(connection, feeds, matchedFeeds, key);
  await connection.run('drop table damaged');
  return { damaged: damaged ?? 0, matched: matched ?? 0, feeds: matchedFeeds };
}

export interface ProposedRow {
  readonly feed: string;
  /** Match key; null where nobody is near enough, or two are equally near. */
  readonly person: string | null;
}

/** Each damaged row in the order of its dataset, and whom the pass would take it for. */
export async function proposedRows(
  connection: DuckDBConnection,
  feeds: readonly WorkingFeed[],
): Promise<readonly ProposedRow[]> {
  const residents = feeds.find(({ feed }) => feed.id === POPULATION);
  const broken = feeds.filter(({ feed, input }) => feed.id !== POPULATION && input.manifest.damaged > 0);
  if (residents === undefined || broken.length === 0) return [];
  await connection.run(`create table damaged as ${broken.map(damagedRows).join(' union all ')}`);
  const result = await connection.runAndReadAll(
    `select d.feed, p.person from damaged d
     left join (${best(residents)}) p on p.feed = d.feed and p.stands_at = d.stands_at order by d.feed, d.stands_at`,
  );
  await connection.run('drop table damaged');
  return result
    .getRows()
    .map(([feed, person]) => ({ feed: String(feed), person: person === null ? null : String(person) }));
}

const damagedRows = ({ feed, input }: WorkingFeed): string =>
  `select ${literal(feed.id)} as feed, ${position} as stands_at, name_key, id_area_key, id_birth, id_serial_key
   from ${parquet(input.files)} where person is null`;

const points = `
  case when c.name_key = d.name_key then ${likeness.name} else 0 end
  + case when c.id_area_key = d.id_area_key then ${likeness.area} else 0 end
  + case when c.id_serial_key = d.id_serial_key then ${likeness.serial} else 0 end
  + case levenshtein(c.id_birth, d.id_birth)
      ${likeness.birth.map((value, edits) => `when ${edits} then ${value}`).join(' ')} else 0 end`;

/**
 * By the name only where the area or the sequence agrees, too: a name and a birthday are too little. Without the name all
 * parts must agree, and that counts only for rows that nobody of their name comes near.
 */
const best = ({ input }: WorkingFeed): string => `
  with named as (
    select d.feed, d.stands_at, c.person, ${points} as points
    from damaged d join ${parquet(input.files)} c on c.name_key = d.name_key
      and (c.id_area_key = d.id_area_key or c.id_serial_key = d.id_serial_key)
    where c.person is not null
  ), near as (
    select * from named where points >= ${likeness.atLeast}
  ), nameless as (
    select d.feed, d.stands_at, c.person, ${points} as points
    from damaged d join ${parquet(input.files)} c
      on c.id_birth = d.id_birth and c.id_area_key = d.id_area_key and c.id_serial_key = d.id_serial_key
    where c.person is not null
      and not exists (select 1 from near n where n.feed = d.feed and n.stands_at = d.stands_at)
  ), ranked as (
    select feed, stands_at, person, rank() over (partition by feed, stands_at order by points desc) as place,
      count(*) over (partition by feed, stands_at, points) as equals
    from (select * from near union all select * from nameless where points >= ${likeness.atLeast})
  )
  select feed, stands_at, person from ranked where place = 1 and equals = 1`;

async function createNear(
  connection: DuckDBConnection,
  feeds: readonly WorkingFeed[],
  matched: ReadonlySet<string>,
  key: string,
): Promise<void> {
  await connection.run(`create schema ${NEAR}`);
  await connection.run(
    `create table ${NEAR}.residents as select * from main.residents where household in (select r.household
       from main.residents r join (select ${drawn(key, 'person')} as person from proposed) p on p.person = r.person)`,
  );
  for (const working of feeds) {
    const { feed, input } = working;
    if (feed.id === POPULATION) continue;
    const table = tableName(feed.id);
    const proposed = matched.has(feed.id)
      ? ` union all select ${selectionOf(working, key, drawn(key, 'p.person')).join(', ')}
         from ${parquet(input.files)} f join main.proposed p on p.stands_at = ${position} and p.feed = ${literal(feed.id)}
         where f.person is null`
      : '';
    await connection.run(
      `create table ${NEAR}.${table} as select * from main.${table}
         where person in (select person from ${NEAR}.residents)${proposed}`,
    );
  }
}

async function counts(connection: DuckDBConnection, tables: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const table of tables) {
    const result = await connection.runAndReadAll(`select count(*) from ${table}`);
    found.push(Number(result.value(0, 0)));
  }
  return found;
}
