import { describe, expect, it } from 'vitest';
import { sqlOf, tableName } from '../../../../functions/domain/monitoring/indicator-sql.ts';
import { periodOf } from '../../../../functions/domain/monitoring/period.ts';
import { civilDate } from '../../../../functions/domain/values/civil-date.ts';

const parameter = (value: number, unit: 'fen' | 'month' | 'age') => ({ value, unit, title: '', demo: true });

describe('the SQL of an indicator', () => {
  it('has its day and numbers written in as typed literals, and nothing in quotes touched', () => {
    const sql = [
      "select ':as_of', '''', a from t",
      'where d > :as_of - :window and s >= :least and b + :adult <= :as_of',
    ];
    const parameters = { window: parameter(12, 'month'), least: parameter(500, 'fen'), adult: parameter(18, 'age') };
    expect(sqlOf({ sql, parameters }, civilDate('2026-11-01'))).toBe(
      "select ':as_of', '''', a from t\nwhere d > date '2026-11-01' - interval '12' month and s >= 500 and b + interval '18' year <= date '2026-11-01'",
    );
  });

  it('calls a table after its feed', () => expect(tableName('child-welfare')).toBe('child_welfare'));
});

describe('a period', () => {
  it.each([
    ['month', '2026-12-31', '2026-12'],
    ['quarter', '2026-03-31', '2026-q1'],
    ['quarter', '2026-04-01', '2026-q2'],
    ['year', '2026-04-01', '2026'],
  ] as const)('%s of %s is %s', (period, day, name) => expect(periodOf(period, civilDate(day))).toBe(name));
});
