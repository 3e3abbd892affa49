import * as z from 'zod';
import { alertLevels } from '../vocabulary.ts';

const sourced = z.strictObject({ code: z.string().min(1), article: z.string().optional() });
const name = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
const id = z.string().regex(/^[a-z][a-z-]{1,40}$/);

/** Of a parameter's number. `fen` is a sum; `day`, `month` and `age` become intervals in SQL, the others plain integers. */
export const parameterUnits = ['fen', 'count', 'grade', 'day', 'month', 'age'] as const;

const parameter = z.strictObject({
  value: z.int().min(0),
  title: z.string().min(1),
  unit: z.enum(parameterUnits),
  source: sourced.optional(),
  /** A value that no published rule gives. */
  demo: z.boolean().optional(),
});
export type IndicatorParameter = Readonly<z.infer<typeof parameter>>;

export const factKinds = ['yuan', 'date', 'integer', 'text', 'code'] as const;

/** A column of the result that people see with the hit. */
const fact = z.strictObject({
  column: name,
  title: z.string().min(1),
  kind: z.enum(factKinds),
  /** The feed that it was taken from. */
  feed: z.string().min(1),
  /** Of a `code`: the feed's field whose codes it has. Default: the column's own name. */
  field: name.optional(),
});
export type IndicatorFact = Readonly<z.infer<typeof fact>>;

/** 进入类, 拒止类, 落实类. */
export const indicatorFamilies = ['hardship', 'ineligibility', 'delivery'] as const;

export const indicatorPeriods = ['month', 'quarter', 'year'] as const;
export type IndicatorPeriod = (typeof indicatorPeriods)[number];

/** 指标: what a department's data must show for people to look at a person. It finds; it decides nothing. */
export const indicatorSchema = z.strictObject({
  id,
  title: z.string().min(1),
  family: z.enum(indicatorFamilies),
  /** Of the pack's kinds of alert, with the same direction. */
  alertKind: id,
  /** Gives the alert its limit. */
  level: z.enum(alertLevels),
  /** Feeds whose tables the SQL reads. */
  inputs: z.array(id).min(1),
  parameters: z.record(name, parameter),
  /**
   * One SELECT in the common subset of DuckDB and Trino, over tables called after the inputs (`-` as `_`), with `:as_of` and
   * the parameters. It looks at a person and at their household and no further. Its result has one row for each person that
   * is hit: `person`, the facts' columns, and `occurred_on` where there is such a day.
   */
  sql: z.array(z.string().min(1)).min(1),
  facts: z.array(fact).min(1),
  /** `{column}` a fact, `{:name}` a parameter or `{:as_of}`, `{@feed}` a feed with its day; `[…]` only where its facts have values. */
  sentence: z.string().min(1),
  /** The same person is reported for it once in each. */
  period: z.enum(indicatorPeriods),
  /** Who looks first. */
  verifier: z.enum(['township', 'county']).default('township'),
  isOn: z.boolean(),
  source: sourced,
  demo: z.boolean().optional(),
  note: z.string().optional(),
});
export type Indicator = Readonly<z.infer<typeof indicatorSchema>>;
