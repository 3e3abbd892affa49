import { SQL_PLACEHOLDER } from '../../../policy/indicators/placeholders.ts';
import type { Indicator, IndicatorParameter } from '../../../policy/indicators/schema.ts';
import type { CivilDate } from '../values/civil-date.ts';

/** The indicator's SQL for one day, with its numbers written in as typed literals: the same text for DuckDB and Trino. */
export function sqlOf({ sql, parameters }: Pick<Indicator, 'sql' | 'parameters'>, asOf: CivilDate): string {
  return sql.join('\n').replaceAll(SQL_PLACEHOLDER, (found: string, name: string | undefined) => {
    if (name === undefined) return found;
    if (name === 'as_of') return `date '${asOf}'`;
    const parameter = parameters[name];
    return parameter === undefined ? found : literalOf(parameter);
  });
}

function literalOf({ value, unit }: IndicatorParameter): string {
  switch (unit) {
    case 'fen':
    case 'count':
    case 'grade':
      return String(value);
    case 'day':
      return `interval '${value}' day`;
    case 'month':
      return `interval '${value}' month`;
    case 'age':
      return `interval '${value}' year`;
  }
}

/** How a feed's table is called in SQL. */
export const tableName = (feed: string): string => feed.replaceAll('-', '_');
