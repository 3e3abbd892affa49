/** One `{% … %}`: compiled once, evaluated synchronously, with AWS's texts where it fails. */
import { StatesError } from '../errors.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { isJsonataError, jsonataTwin, withRandom, type Jsonata } from './jsonata-sync.ts';
import { quick, SLOW } from './fast-path.ts';
import * as functions from './functions.ts';
import { plainStates, type Scope } from './scope.ts';
import type { Sources } from '../ports.ts';

export interface Expression {
  /** As written between the marks, without the blanks around it. */
  readonly text: string;
  /** Throws `StatesError` `States.QueryEvaluationError`. */
  readonly evaluate: (scope: Scope, field: string) => Json;
  /** As `evaluate`, but nothing (undefined) is an answer: conditions and the like judge it themselves. */
  readonly lookup: (scope: Scope, field: string) => Json | undefined;
}

/** The syntax error's `code: message`. */
export class ExpressionSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExpressionSyntaxError';
  }
}

const OPEN = '{%';
const CLOSE = '%}';

/** A string is an expression only when the marks are its very first and last characters. */
export const isExpression = (text: string): boolean =>
  text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length >= 4;

export const expressionText = (marked: string): string => marked.slice(OPEN.length, -CLOSE.length).trim();

// The evaluation under way. Evaluations are synchronous and never nest, so one place is enough.
let sources: Sources | undefined;
let depth = 0;
let steps = 0;
let started = 0;

const running = (): Sources => {
  if (sources === undefined) throw new Error('A JSONata function was called outside an evaluation.');
  return sources;
};

function entered(): void {
  const { limits, stopwatch } = running();
  if (++depth > limits.expressionDepth)
    throw new functions.FunctionError('U1001', `Expression nests deeper than ${limits.expressionDepth} levels`);
  if (++steps > limits.expressionSteps)
    throw new functions.FunctionError('U1002', `Expression took more than ${limits.expressionSteps} steps`);
  if ((steps & 1023) === 0 && stopwatch() - started > limits.expressionMs) {
    throw new functions.FunctionError('U1002', `Expression took longer than ${limits.expressionMs} ms`);
  }
}

const formatter = jsonataTwin('$fromMillis($m, $p, $z)');

/** The functions of AWS over those of the package: the same table for every expression. */
function bindFunctions(expression: Jsonata): void {
  expression.assign(Symbol.for('jsonata.__evaluate_entry'), entered);
  expression.assign(Symbol.for('jsonata.__evaluate_exit'), () => {
    depth--;
  });
  expression.assign('eval', undefined);
  const register: Jsonata['registerFunction'] = (name, body, signature) =>
    expression.registerFunction(name, body, signature);
  register('now', (p?: string, z?: string) => formatter.evaluate(undefined, { m: running().at, p, z }), '<s?s?:s>');
  register('millis', () => running().at, '<:n>');
  register(
    'random',
    (seed?: number) => (seed === undefined ? running().random.float() : functions.seededRandom(seed)),
    '<n?:n>',
  );
  register('uuid', () => functions.uuid(running().random), '<:s>');
  register('partition', functions.partition, '<a-n:a<a>>');
  register('range', functions.range, '<nnn:a<n>>');
  register(
    'hash',
    (text: string | undefined, algorithm: string) =>
      text === undefined ? undefined : running().hash(functions.hashAlgorithm(algorithm), text),
    '<s-s:s>',
  );
  register('parse', functions.parse, '<s-:x>');
}

/** Throws `ExpressionSyntaxError`. */
export function compileExpression(text: string): Expression {
  let compiled: Jsonata;
  try {
    compiled = jsonataTwin(text);
  } catch (error) {
    if (isJsonataError(error)) throw new ExpressionSyntaxError(error.message);
    throw new ExpressionSyntaxError(error instanceof RangeError ? 'The expression nests too deeply' : String(error));
  }
  const short = quick(compiled.ast());
  let bound = false;
  const lookup = (scope: Scope, field: string): Json | undefined => {
    if (short !== undefined) {
      const value = short(scope);
      if (value !== SLOW) return value;
    }
    // Bound when the evaluator is first needed: most expressions of a machine never need it.
    if (!bound) bindFunctions(compiled);
    bound = true;
    return evaluateFully(compiled, text, scope, field);
  };
  return {
    text,
    lookup,
    evaluate: (scope, field) => {
      const value = lookup(scope, field);
      if (value === undefined) throw queryError(text, field, 'returned nothing (undefined).');
      return value;
    },
  };
}

function evaluateFully(compiled: Jsonata, text: string, scope: Scope, field: string): Json | undefined {
  const before = sources;
  sources = scope.sources;
  depth = 0;
  steps = 0;
  started = scope.sources.stopwatch();
  let value: unknown;
  try {
    value = withRandom(
      () => scope.sources.random.float(),
      () => compiled.evaluate(undefined, { ...scope.variables, states: plainStates(scope.states) }),
    );
  } catch (error) {
    throw queryError(text, field, `threw an error during evaluation. ${reason(error)}`);
  } finally {
    sources = before;
  }
  if (value === undefined) return undefined;
  const result = clean(value);
  if (result === undefined) throw queryError(text, field, 'returned an unsupported result type.');
  return result;
}

function reason(error: unknown): string {
  if (error instanceof RangeError) return 'U1001: Stack overflow error: Check for non-terminating recursive function.';
  if (isJsonataError(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

export const queryError = (text: string, field: string, what: string): StatesError =>
  new StatesError(
    'States.QueryEvaluationError',
    `The JSONata expression '${text}' specified for the field '${field}' ${what}`,
    field,
  );

/**
 * JSON out of an evaluator's value: sequences (arrays with a hidden mark that would change the meaning of a later path)
 * become plain arrays; whatever holds none is handed on as it is. Undefined for a function or a regular expression.
 */
function clean(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return cleanArray(value);
  if (typeof value !== 'object' || '_jsonata_lambda' in value || '_jsonata_function' in value) return undefined;
  return cleanObject(value);
}

function cleanArray(items: readonly unknown[]): Json | undefined {
  const copy: Json[] = [];
  let same = !('sequence' in items);
  for (const item of items) {
    const result = item === undefined ? null : clean(item);
    if (result === undefined) return undefined;
    if (result !== item) same = false;
    copy.push(result);
  }
  const original: unknown = items;
  return same && isJsonArray(original) ? original : copy;
}

function cleanObject(value: object): Json | undefined {
  const copy: Record<string, Json> = {};
  let same = true;
  for (const [name, item] of Object.entries(value)) {
    if (item === undefined) {
      same = false;
      continue;
    }
    const result = clean(item);
    if (result === undefined) return undefined;
    if (result !== item) same = false;
    define(copy, name, result);
  }
  return same && isObject(value) ? value : copy;
}

/** `copy['__proto__'] = x` would change the prototype instead of adding a field. */
export function define(target: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else target[name] = value;
}

const isJsonArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

/** For texts such as "Expected 'array', but was 'boolean' for value: true". */
export function jsonType(value: Json | undefined): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  return isArray(value) ? 'array' : typeof value;
}

export const unexpectedType = (text: string, field: string, expected: string, value: Json): StatesError =>
  queryError(
    text,
    field,
    `returned an unexpected result type. Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`,
  );
