/**
 * What an indicator's SQL may be made of, judged on DuckDB's own syntax tree (`json_serialize_sql` with defaults left out).
 * Deny by default: a kind of node, a key of it, a function or a column that is not named here is refused, so what a later
 * DuckDB adds is refused as well. What is allowed means the same in Trino.
 */

export interface TreeFault {
  readonly code: 'not-allowed' | 'function-not-allowed' | 'table-not-allowed' | 'column-not-allowed' | 'not-one-select';
  /** Chinese. */
  readonly text: string;
  /** Byte offset in the SQL text; absent where the parser keeps none. */
  readonly at?: number;
}

export interface TreeReading {
  readonly faults: readonly TreeFault[];
  /** Every column's name that stands in it. */
  readonly columns: ReadonlySet<string>;
}

type Node = Readonly<Record<string, unknown>>;

const expression = ['class', 'type', 'alias', 'query_location'];

/** By class of expression, its keys. */
const expressions: Readonly<Record<string, readonly string[]>> = {
  COLUMN_REF: ['column_names'],
  CONSTANT: ['value'],
  COMPARISON: ['left', 'right'],
  CONJUNCTION: ['children'],
  CAST: ['child', 'cast_type'],
  FUNCTION: ['function_name', 'schema', 'children', 'order_bys', 'distinct', 'is_operator', 'filter'],
  OPERATOR: ['children'],
  CASE: ['case_checks', 'else_expr'],
  BETWEEN: ['input', 'lower', 'upper'],
  WINDOW: ['function_name', 'schema', 'children', 'partitions', 'orders', 'start', 'end'],
  SUBQUERY: ['subquery_type', 'subquery', 'child', 'comparison_type'],
};

/** By type of what is no expression, its keys. */
const others: Readonly<Record<string, readonly string[]>> = {
  SELECT_NODE: [
    'modifiers',
    'cte_map',
    'select_list',
    'from_table',
    'where_clause',
    'group_expressions',
    'group_sets',
    'aggregate_handling',
    'having',
  ],
  SET_OPERATION_NODE: ['modifiers', 'cte_map', 'setop_type', 'left', 'right', 'setop_all'],
  BASE_TABLE: ['alias', 'query_location', 'table_name'],
  JOIN: ['alias', 'query_location', 'left', 'right', 'condition', 'join_type', 'ref_type', 'using_columns'],
  SUBQUERY: ['alias', 'query_location', 'subquery'],
  ORDER_MODIFIER: ['orders'],
  DISTINCT_MODIFIER: [],
  ORDER_DEFAULT: ['null_order', 'expression'],
  ASCENDING: ['null_order', 'expression'],
  DESCENDING: ['null_order', 'expression'],
};

/** Of nodes that have neither class nor type. */
const plain = ['node', 'map', 'key', 'value', 'query', 'when_expr', 'then_expr', 'materialized', 'setop_all'];

/** What else stands in a key as a word. */
const words: Readonly<Record<string, readonly string[]>> = {
  join_type: ['INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER'],
  ref_type: ['REGULAR', 'CROSS'],
  setop_type: ['UNION', 'EXCEPT', 'INTERSECT'],
  aggregate_handling: ['STANDARD_HANDLING'],
  materialized: ['CTE_MATERIALIZE_DEFAULT'],
};

const operators = [
  'OPERATOR_IS_NULL',
  'OPERATOR_IS_NOT_NULL',
  'OPERATOR_NOT',
  'OPERATOR_COALESCE',
  'COMPARE_IN',
  'COMPARE_NOT_IN',
];

/** Division differs between the engines, and so do `greatest`, `least` and `concat` on nulls: they are not here. */
const functions = (
  'sum count count_star min max row_number rank dense_rank ' +
  'abs nullif lower upper length substr date_trunc + - * ||'
).split(' ');
/** What `interval '12' month` becomes. */
const intervals = ['to_days', 'to_months', 'to_years'];

const castTypes = ['BIGINT', 'INTEGER', 'DATE', 'VARCHAR'];
const intervalCasts = ['DOUBLE', 'INTEGER', 'BIGINT'];

interface Allowed {
  /** Tables that it declares, with their columns. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

/** Reads the tree of one text; `statements` as DuckDB serialised it. */
export function readTree(statements: unknown, { tables }: Allowed): TreeReading {
  const faults: TreeFault[] = [];
  const columns = new Set<string>();
  const add = (code: TreeFault['code'], text: string, node?: Node): void => {
    const at = node?.['query_location'];
    faults.push({ code, text, ...(typeof at === 'number' && at < Number.MAX_SAFE_INTEGER ? { at } : {}) });
  };
  if (!isList(statements) || statements.length !== 1) {
    add('not-one-select', '应当恰好是一条SELECT语句');
    return { faults, columns };
  }
  const own = namesIn(statements);
  const knownColumns = new Set([...own.aliases, ...[...tables.values()].flat()]);
  for (const name of own.ctes) if (tables.has(name)) add('table-not-allowed', `WITH中的名称${name}与数据源重名`);

  const keysOf = (node: Node, allowed: readonly string[]): void => {
    for (const key of Object.keys(node)) if (!allowed.includes(key)) add('not-allowed', `不允许的写法:${key}`, node);
  };

  const call = (node: Node, inInterval: boolean): boolean => {
    const name = word(node['function_name']);
    const isInterval = intervals.includes(name) && isLiteral(node['children']);
    const isPart = inInterval && name === 'trunc';
    if (!isInterval && !isPart && !functions.includes(name)) {
      add('function-not-allowed', `不允许使用函数${name}`, node);
    }
    if (node['schema'] !== undefined)
      add('function-not-allowed', `不允许使用函数${word(node['schema'])}.${name}`, node);
    return isInterval || isPart;
  };

  const visit = (value: unknown, inInterval: boolean): void => {
    if (isList(value)) {
      for (const item of value) visit(item, inInterval);
      return;
    }
    if (!isNode(value)) return;
    const { class: of, type } = value;
    let within = inInterval;
    let closed: readonly string[] = [];
    if (typeof of === 'string') {
      const keys = expressions[of];
      if (keys === undefined) return add('not-allowed', `不允许的表达式:${of}`, value);
      keysOf(value, [...expression, ...keys]);
      if (of === 'COLUMN_REF') return column(value);
      if (of === 'CONSTANT') return;
      if (of === 'OPERATOR' && !operators.includes(word(type))) {
        add('not-allowed', `不允许的运算:${word(type)}`, value);
      }
      if (of === 'FUNCTION' || of === 'WINDOW') within = call(value, inInterval);
      if (of === 'CAST') {
        const to = isNode(value['cast_type']) ? word(value['cast_type']['id']) : '';
        if (!(inInterval ? intervalCasts : castTypes).includes(to)) add('not-allowed', `不允许转换为${to}`, value);
        closed = ['cast_type'];
      }
    } else if (typeof type === 'string') {
      const keys = others[type];
      if (keys === undefined) return add('not-allowed', `不允许的写法:${type}`, value);
      keysOf(value, ['type', ...keys]);
      if (type === 'BASE_TABLE') return table(value);
    } else keysOf(value, plain);
    for (const [key, child] of Object.entries(value)) {
      const known = words[key];
      if (known !== undefined && !known.includes(word(child))) {
        add('not-allowed', `不允许的写法:${word(child)}`, value);
      }
      if (!closed.includes(key)) visit(child, within);
    }
    if (isList(value['group_sets']) && value['group_sets'].length > 1) add('not-allowed', '不允许多组分组', value);
    const using = value['using_columns'];
    if (isList(using)) for (const name of using) columns.add(word(name));
  };

  const table = (node: Node): void => {
    const name = word(node['table_name']);
    if (!tables.has(name) && !own.ctes.has(name)) add('table-not-allowed', `没有声明数据源${name}`, node);
  };

  const column = (node: Node): void => {
    const names = isList(node['column_names']) ? node['column_names'].map(word) : [];
    const name = names.at(-1) ?? '';
    if (names.length > 2 || !knownColumns.has(name)) add('column-not-allowed', `没有列${names.join('.')}`, node);
    columns.add(name);
  };

  visit(statements, false);
  return { faults, columns };
}

/** What the parser itself makes of `interval '12' month`: a cast that stands nowhere in the text. */
function isLiteral(children: unknown): boolean {
  const [child] = isList(children) ? children : [];
  return isNode(child) && child['class'] === 'CAST' && child['query_location'] === undefined;
}

/** Names that the statement gives itself. */
function namesIn(value: unknown): { readonly ctes: ReadonlySet<string>; readonly aliases: ReadonlySet<string> } {
  const ctes = new Set<string>();
  const aliases = new Set<string>();
  const visit = (part: unknown): void => {
    if (isList(part)) for (const item of part) visit(item);
    if (!isNode(part)) return;
    if (typeof part['class'] === 'string' && typeof part['alias'] === 'string') aliases.add(part['alias']);
    if (isNode(part['cte_map']) && isList(part['cte_map']['map'])) {
      for (const entry of part['cte_map']['map']) if (isNode(entry)) ctes.add(word(entry['key']));
    }
    for (const child of Object.values(part)) visit(child);
  };
  visit(value);
  return { ctes, aliases };
}

const word = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !isList(value);
