import fc from 'fast-check';
import { TrinoSQL } from 'dt-sql-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitted, openGuard } from '../../../../functions/adapters/duckdb/guard.ts';
import type { Guard } from '../../../../functions/adapters/duckdb/guard.ts';
import { sqlOf } from '../../../../functions/domain/monitoring/indicator-sql.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';
import { PolicyInvalid } from '../../../../policy/problem.ts';
import { dongyingFeeds, dongyingIndicators, withSql } from '../../../support/indicators.ts';

const DAY = civilDate('2026-11-01');
const sound = 'select a.person, a.from_date from recipients a';

let guard: Guard;
beforeAll(async () => {
  guard = await openGuard(dongyingFeeds);
});
afterAll(() => guard.close());

const faultsOf = async (sql: string) => {
  const judged = await guard.judge(withSql(sql), DAY);
  return judged.kind === 'sound' ? [] : judged.faults;
};

describe('the catalogue', () => {
  it.each(dongyingIndicators.map((one) => [one.id, one] as const))(
    '%s parses with the grammar of Trino and binds in DuckDB',
    async (_id, one) => {
      expect(new TrinoSQL().validate(sqlOf(one, DAY))).toEqual([]);
      expect(await guard.judge(one, DAY)).toMatchObject({ kind: 'sound' });
    },
  );

  it('would be found out if it used what only one engine has', () => {
    const faults = (sql: string) => new TrinoSQL().validate(sql).length;
    expect(faults('select a::bigint from t')).toBeGreaterThan(0);
    expect(faults('select a from t qualify rank() over (order by a) = 1')).toBeGreaterThan(0);
    expect(faults("select a from t where d > date '2026-11-01' - interval 12 month")).toBeGreaterThan(0);
  });

  it('has an indicator of each family, and at least thirty', () => {
    expect(dongyingIndicators.length).toBeGreaterThanOrEqual(30);
    expect(new Set(dongyingIndicators.map(({ family }) => family)).size).toBe(3);
  });

  it('is refused as a whole with a planted indicator that reads a file', async () => {
    const planted = withSql("select a.person, a.from_date from read_csv('people.csv') a");
    await expect(admitted([...dongyingIndicators, planted], dongyingFeeds)).rejects.toThrow(PolicyInvalid);
    await expect(admitted([planted], dongyingFeeds)).rejects.toThrow('planted.json');
    await expect(admitted(dongyingIndicators, dongyingFeeds)).resolves.toHaveLength(dongyingIndicators.length);
  });
});

describe('the guard', () => {
  it('lets a plain query through', async () => {
    expect(await faultsOf(sound)).toEqual([]);
    expect(await faultsOf(`with x as (${sound}) select person, from_date from x order by from_date desc`)).toEqual([]);
  });

  it.each([
    ['a file as a table', "select person, from_date from 'recipients.parquet'", 'table-not-allowed'],
    ['a table function', "select person, from_date from read_parquet('x')", 'not-allowed'],
    ['a query in a text', "select person, from_date from query('select 1')", 'not-allowed'],
    ['an input that is not declared', 'select person, since as from_date from custody', 'table-not-allowed'],
    ['the catalogue', 'select person, from_date from information_schema.tables', 'not-allowed'],
    ['a schema', 'select person, from_date from main.recipients', 'not-allowed'],
    ['a table of the engine', 'select person, from_date from duckdb_tables', 'table-not-allowed'],
    ['a subquery into settings', `${sound} where exists (select 1 from pragma_settings)`, 'table-not-allowed'],
    [
      'the environment',
      "select person, cast(getenv('HOME') as date) as from_date from recipients",
      'function-not-allowed',
    ],
    ['chance', `${sound} where random() > 0`, 'function-not-allowed'],
    ['the clock', `${sound} where a.from_date < current_date`, 'column-not-allowed'],
    ['the clock as a function', `${sound} where a.from_date < now()`, 'function-not-allowed'],
    ['a place in the file', `${sound} where rowid > 1`, 'column-not-allowed'],
    ['every column', 'select * from recipients', 'not-allowed'],
    ['two statements', `${sound}; ${sound}`, 'not-one-select'],
    ['a write', 'insert into recipients (person) values (1)', 'not-one-select'],
    ['a pragma', 'pragma database_list', 'not-one-select'],
    ['a setting', "set memory_limit = '1GB'", 'not-one-select'],
    ['a copy', `copy (${sound}) to 'x.csv'`, 'not-one-select'],
    ['another database', "attach 'x.db'", 'not-one-select'],
    ['nothing', '', 'not-one-select'],
    ['a parameter', `${sound} where a.from_date < $1`, 'not-allowed'],
    ['a limit', `${sound} limit 3`, 'not-allowed'],
    ['a sample', 'select person, from_date from recipients using sample 10', 'not-allowed'],
    ['QUALIFY', `${sound} qualify row_number() over (partition by a.person order by a.from_date) = 1`, 'not-allowed'],
    ['GROUP BY ALL', 'select person, max(from_date) as from_date from recipients group by all', 'not-allowed'],
    [
      'grouping sets',
      'select person, max(from_date) as from_date from recipients group by rollup (person, tier)',
      'not-allowed',
    ],
    ['a join by position', `${sound} positional join deaths d`, 'not-allowed'],
    ['a semi join', `${sound} semi join deaths d on d.person = a.person`, 'not-allowed'],
    [
      'an interval as DuckDB alone writes it',
      `${sound} where a.from_date < a.until_date - to_months(3)`,
      'function-not-allowed',
    ],
    ['a list', `${sound} where [1, 2][1] = 1`, 'function-not-allowed'],
    ['division, which differs', `${sound} where a.monthly_fen / 2 > 1`, 'function-not-allowed'],
    [
      'a recursive query',
      'with recursive x as (select person, from_date from recipients union all select person, from_date from x) select person, from_date from x',
      'not-allowed',
    ],
    [
      'a name that hides an input',
      `with deaths as (${sound}) select person, from_date from deaths`,
      'table-not-allowed',
    ],
    ['values of its own', 'select 1 as person, from_date from (values (1)) v', 'not-allowed'],
    ['a cast to what Trino does not have', `${sound} where cast(a.tier as blob) is not null`, 'not-allowed'],
  ] as const)('refuses %s', async (_what, sql, code) => {
    expect((await faultsOf(sql)).map((fault) => fault.code)).toContain(code);
  });

  it('says where the text goes wrong', async () => {
    expect(await faultsOf('select a.person, a.from_date\nform recipients a')).toMatchObject([
      { code: 'syntax', line: 2 },
    ]);
    expect(
      await faultsOf("select a.person, a.from_date -- 名册\nfrom recipients a\nwhere sleep(1) = '中'"),
    ).toMatchObject([{ code: 'function-not-allowed', line: 3, column: 7 }]);
  });

  it('holds the result to what the indicator promises', async () => {
    expect(await faultsOf('select a.person from recipients a')).toMatchObject([{ code: 'result-columns' }]);
    expect(await faultsOf('select a.person, a.from_date, a.tier from recipients a')).toMatchObject([
      { code: 'result-columns' },
    ]);
    expect(await faultsOf('select a.tier as person, a.from_date from recipients a')).toMatchObject([
      { code: 'result-columns' },
    ]);
    expect(
      await faultsOf('select a.person, a.from_date from recipients a, deaths d where d.tier = a.tier'),
    ).toMatchObject([{ code: 'does-not-bind' }]);
  });

  it('never throws, whatever is written, and lets nothing through that reads beyond the inputs', async () => {
    const words = fc.constantFrom(
      ...`select from where with person from_date recipients deaths , ( ) * as x 'a.csv' read_csv join on = 1 ; union
        pragma main. $1 -- ' "`.split(/\s+/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 14 }), async (parts) => {
        const judged = await guard.judge(withSql(parts.join(' ')), DAY);
        expect(judged.kind === 'sound' ? judged.sql : '').not.toMatch(/csv|pragma|main|;/);
      }),
      { numRuns: 300 },
    );
  });
});
