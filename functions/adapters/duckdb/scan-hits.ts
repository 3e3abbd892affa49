import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Indicator, IndicatorFact } from '../../../policy/indicators/schema.ts';
import type { Facts, Hit } from '../../domain/monitoring/hit.ts';
import { areaCode } from '../../domain/values/area-code.ts';
import { civilDate } from '../../domain/values/civil-date.ts';
import { rowsAt } from './scan-places.ts';

export interface Asked {
  readonly connection: DuckDBConnection;
  /** Looks first at the households of the second pass; absent where that cannot change anything. */
  readonly near?: DuckDBConnection;
  readonly index: number;
  readonly indicator: Indicator;
  readonly sql: string;
  readonly hasDay: boolean;
}

const tableOf = (index: number): string => `main.hits_${index}`;

/** Asks one indicator and keeps its result in a table of its own. What the second pass adds is marked there. */
export async function createHits({ connection, near, index, indicator, sql, hasDay }: Asked): Promise<void> {
  const table = tableOf(index);
  const columns = ['person', hasDay ? 'occurred_on' : 'cast(null as date) as occurred_on', ...factsOf(indicator)];
  await connection.run(
    `create table ${table} as select ${columns.join(', ')}, false as proposed from (${sql}) where person is not null`,
  );
  if (near !== undefined) {
    await near.run(
      `insert into ${table} select ${columns.join(', ')}, true from (${sql})
         where person is not null and person not in (select person from ${table})`,
    );
  }
  const twice = await connection.runAndReadAll(`select count(*) = count(distinct person) from ${table}`);
  if (twice.value(0, 0) !== true) {
    await connection.run(`delete from ${table}`);
    throw new Error('结果中同一人出现多次,应当每人一行');
  }
}

/** Finds out who they all are, in the files of the residents: pseudonyms at rest, and the place where people can look. */
export async function placeHits(
  connection: DuckDBConnection,
  files: readonly string[],
  asked: readonly number[],
): Promise<void> {
  const all = asked.map((index) => `select person from ${tableOf(index)}`).join(' union ');
  const hitting = await connection.runAndReadAll(
    `select person, stands_at from main.residents where person in (${all})`,
  );
  const drawn = new Map<unknown, unknown>();
  const positions: bigint[] = [];
  for (const [person, at] of hitting.getRows()) {
    drawn.set(at, person);
    if (typeof at === 'bigint') positions.push(at);
  }
  await connection.run('create table main.placed (person bigint, key varchar, household varchar, area varchar)');
  const appender = await connection.createAppender('placed', 'main');
  for (const [at, key, household, area] of await rowsAt(files, positions, ['person', 'household', 'area'])) {
    const person = drawn.get(at);
    if (typeof person !== 'bigint') throw new Error('a position of the residents came back as another');
    appender.appendBigInt(person);
    for (const text of [key, household, area]) appender.appendVarchar(String(text));
    appender.endRow();
  }
  appender.closeSync();
}

export interface HitCounts {
  readonly hits: number;
  readonly proposed: number;
  readonly unplaced: number;
}

/** Hands the hits of one indicator out, in the order of the match keys. */
export async function emitHits(
  connection: DuckDBConnection,
  index: number,
  indicator: Indicator,
  onHits: (hits: readonly Hit[]) => Promise<void>,
): Promise<HitCounts> {
  const table = tableOf(index);
  const facts = indicator.facts.map((fact) =>
    fact.kind === 'date' ? `cast(h.${fact.column} as varchar)` : `h.${fact.column}`,
  );
  const result = await connection.stream(
    `select p.key, p.household, p.area, h.proposed, cast(h.occurred_on as varchar)${facts.map((fact) => `, ${fact}`).join('')}
     from ${table} h join main.placed p on p.person = h.person order by p.key`,
  );
  let hits = 0;
  let proposed = 0;
  for await (const rows of result.yieldRows()) {
    const batch = rows.map((row) => hitOf(indicator, row));
    hits += batch.length;
    proposed += batch.filter(({ isProposed }) => isProposed === true).length;
    if (batch.length > 0) await onHits(batch);
  }
  const counted = await connection.runAndReadAll(`select count(*) from ${table}`);
  return { hits, proposed, unplaced: Number(counted.value(0, 0)) - hits };
}

function hitOf({ id, facts }: Indicator, row: readonly DuckDBValue[]): Hit {
  const [person, household, area, proposed, occurredOn, ...values] = row;
  return {
    indicator: id,
    person: String(person),
    household: String(household),
    area: areaCode(String(area)),
    facts: Object.fromEntries(facts.map((fact, at) => [fact.column, valueOf(fact, values[at])])) satisfies Facts,
    ...(typeof occurredOn === 'string' ? { occurredOn: civilDate(occurredOn) } : {}),
    ...(proposed === true ? { isProposed: true as const } : {}),
  };
}

function valueOf({ kind }: IndicatorFact, value: DuckDBValue | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'yuan':
    case 'integer':
      return Number(value);
    case 'date':
    case 'text':
    case 'code':
      return String(value);
  }
}

const factsOf = ({ facts }: Indicator): readonly string[] => facts.map(({ column }) => column);
