/** The comparisons of a Choice under JSONPath: And, Or, Not and the 39 operators. */
import { StatesError } from '../errors.ts';
import { type Json } from '../json.ts';
import { parseIsoTime } from '../time/iso.ts';
import type { JsonPath } from '../data/jsonpath.ts';
import type { Scope } from '../data/scope.ts';
import { path, type FromRoot } from './jsonpath-flow.ts';
import type { Reader } from './reader.ts';

type Test = FromRoot<boolean>;
type Compare = (value: Json, operand: Json) => boolean;

const both =
  <T>(read: (value: Json) => T | undefined, holds: (a: T, b: T) => boolean): Compare =>
  (value, operand) => {
    const a = read(value);
    const b = read(operand);
    return a !== undefined && b !== undefined && holds(a, b);
  };

const string = (value: Json): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: Json): number | undefined => (typeof value === 'number' ? value : undefined);
const boolean = (value: Json): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const timestamp = (value: Json): number | undefined => (typeof value === 'string' ? parseIsoTime(value) : undefined);

const ORDERED: readonly (readonly [string, (a: number | string, b: number | string) => boolean])[] = [
  ['Equals', (a, b) => a === b],
  ['LessThan', (a, b) => a < b],
  ['GreaterThan', (a, b) => a > b],
  ['LessThanEquals', (a, b) => a <= b],
  ['GreaterThanEquals', (a, b) => a >= b],
];

interface Comparison {
  readonly compare: Compare;
  readonly type: string;
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ...ORDERED.flatMap(([suffix, holds]): [string, Comparison][] => [
    [`String${suffix}`, { compare: both(string, holds), type: 'string' }],
    [`Numeric${suffix}`, { compare: both(number, holds), type: 'number' }],
    [`Timestamp${suffix}`, { compare: both(timestamp, holds), type: 'timestamp' }],
  ]),
  ['BooleanEquals', { compare: both(boolean, (a, b) => a === b), type: 'boolean' }],
]);

const IS: ReadonlyMap<string, (value: Json | undefined) => boolean> = new Map<
  string,
  (value: Json | undefined) => boolean
>([
  ['IsNull', (value) => value === null],
  ['IsPresent', (value) => value !== undefined],
  ['IsNumeric', (value) => typeof value === 'number'],
  ['IsString', (value) => typeof value === 'string'],
  ['IsBoolean', (value) => typeof value === 'boolean'],
  ['IsTimestamp', (value) => value !== undefined && timestamp(value) !== undefined],
]);

const NOT_OPERATORS = new Set(['Variable', 'Next', 'Comment', 'Assign', 'Output']);

export function choiceTest(reader: Reader): Test {
  if (reader.has('Not')) {
    const inner = reader.object('Not');
    const test = inner === undefined ? () => false : choiceTest(inner);
    return (scope, root) => !test(scope, root);
  }
  for (const [name, every] of [
    ['And', true],
    ['Or', false],
  ] as const) {
    if (!reader.has(name)) continue;
    const tests = (reader.objects(name) ?? []).map(choiceTest);
    return every
      ? (scope, root) => tests.every((test) => test(scope, root))
      : (scope, root) => tests.some((test) => test(scope, root));
  }
  reader.required('Variable');
  const variable = path(reader, 'Variable');
  const operators = Object.keys(reader.source).filter((name) => !NOT_OPERATORS.has(name));
  const [operator] = operators;
  if (operator === undefined || operators.length !== 1) {
    reader.report.schema('A choice rule must have exactly one comparison operator', reader.path);
    return () => false;
  }
  return variable === undefined ? () => false : comparison(reader, operator, variable);
}

function comparison(reader: Reader, operator: string, variable: JsonPath): Test {
  const is = IS.get(operator);
  if (is !== undefined) {
    const wanted = reader.boolean(operator) ?? true;
    if (operator === 'IsPresent') return (scope, root) => is(variable.read(scope, root)) === wanted;
    return (scope, root) => is(present(variable, scope, root)) === wanted;
  }
  if (operator === 'StringMatches') {
    const matches = wildcard(reader.string(operator) ?? '');
    return (scope, root) => {
      const value = present(variable, scope, root);
      return typeof value === 'string' && matches.test(value);
    };
  }
  const byPath = operator.endsWith('Path');
  const known = COMPARISONS.get(byPath ? operator.slice(0, -'Path'.length) : operator);
  if (known === undefined) {
    reader.report.schema(`Field '${operator}' is not supported`, reader.at(operator));
    return () => false;
  }
  if (byPath) {
    const operand = path(reader, operator);
    if (operand === undefined) return () => false;
    return (scope, root) => known.compare(present(variable, scope, root), present(operand, scope, root));
  }
  const operand = reader.get(operator) ?? null;
  if (known.type === 'timestamp' && timestamp(operand) === undefined) {
    reader.report.schema('String does not match RFC3339 timestamp', reader.at(operator));
  } else if (known.type !== 'timestamp' && typeof operand !== known.type) {
    reader.wrongType(operator, known.type.toUpperCase());
  }
  return (scope, root) => known.compare(present(variable, scope, root), operand);
}

function present(variable: JsonPath, scope: Scope, root: Json): Json {
  const value = variable.read(scope, root);
  if (value === undefined) {
    throw new StatesError(
      'States.Runtime',
      `Invalid path '${variable.text}': The choice state's condition path references an invalid value.`,
    );
  }
  return value;
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    const next = pattern[i + 1];
    if (c === '\\' && (next === '*' || next === '\\')) {
      source += `\\${next}`;
      i++;
    } else source += c === '*' ? '[^]*' : c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return new RegExp(`^${source}$`);
}
