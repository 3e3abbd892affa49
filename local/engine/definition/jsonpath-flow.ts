/** Data flow of a state under JSONPath: InputPath, Parameters, ResultSelector, Assign, ResultPath, OutputPath. */
import { StatesError } from '../errors.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { define } from '../data/expression.ts';
import { compileIntrinsic, IntrinsicSyntaxError, isIntrinsic } from '../data/intrinsics.ts';
import { compilePath, PathSyntaxError, type JsonPath } from '../data/jsonpath.ts';
import type { Scope } from '../data/scope.ts';
import type { DataFlow, Evaluate, Result } from './machine.ts';
import type { Reader } from './reader.ts';

/** `root` is what `$` means in it. */
export type FromRoot<T = Json> = (scope: Scope, root: Json) => T;

/** A path whose syntax errors go to the report; undefined where the field is absent. */
export function path(reader: Reader, name: string): JsonPath | undefined {
  const text = reader.string(name);
  return text === undefined ? undefined : pathOf(text, reader, name);
}

function pathOf(text: string, reader: Reader, name: string): JsonPath | undefined {
  try {
    return compilePath(text);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    reader.report.schema('Value is not a Reference Path or a valid JSONPath', reader.at(name));
    return undefined;
  }
}

/** Throws `States.Runtime` where the path leads nowhere. */
export function readPath(jsonPath: JsonPath, scope: Scope, root: Json): Json {
  const value = jsonPath.read(scope, root);
  if (value === undefined) {
    const missing = jsonPath.reference?.at(-1) ?? jsonPath.text;
    throw new StatesError(
      'States.Runtime',
      `Invalid path '${jsonPath.text}': Missing property in path $['${missing}']`,
    );
  }
  return value;
}

/** InputPath or OutputPath: absent is `$`, null is `{}`. */
function selector(reader: Reader, name: string): FromRoot {
  if (reader.get(name) === null) return () => ({});
  const chosen = path(reader, name);
  return chosen === undefined || chosen.text === '$'
    ? (_, root) => root
    : (scope, root) => readPath(chosen, scope, root);
}

/** A payload template: fields ending in `.$` are paths or intrinsic functions. */
export function payload(value: Json, reader: Reader, name: string): FromRoot {
  return compilePayload(value, reader, name) ?? (() => value);
}

function compilePayload(value: Json, reader: Reader, name: string): FromRoot | undefined {
  if (isArray(value)) {
    const parts = value.map((item) => compilePayload(item, reader, name));
    if (parts.every((part) => part === undefined)) return undefined;
    return (scope, root) =>
      value.map((item, i) => {
        const part = parts[i];
        return part === undefined ? item : part(scope, root);
      });
  }
  if (!isObject(value)) return undefined;
  const parts = Object.entries(value).map(([key, item]) =>
    key.endsWith('.$')
      ? { key: key.slice(0, -2), item, part: dynamic(key, item, reader, name) }
      : { key, item, part: compilePayload(item, reader, name) },
  );
  if (parts.every(({ part }) => part === undefined)) return undefined;
  return (scope, root) => {
    const result: Record<string, Json> = {};
    for (const { key, item, part } of parts) define(result, key, part === undefined ? item : part(scope, root));
    return result;
  };
}

function dynamic(key: string, item: Json, reader: Reader, name: string): FromRoot | undefined {
  if (typeof item !== 'string') {
    reader.report.schema(
      `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
      `${reader.at(name)}`,
    );
    return undefined;
  }
  return valueOf(item, key, reader, name);
}

/** A path or an intrinsic call; `field` is the name in the error of a path that leads nowhere. */
export function valueOf(text: string, key: string, reader: Reader, name: string): FromRoot | undefined {
  try {
    if (isIntrinsic(text)) return compileIntrinsic(text, key);
    const chosen = compilePath(text);
    return (scope, root) => found(chosen, key, scope, root);
  } catch (error) {
    if (!(error instanceof PathSyntaxError) && !(error instanceof IntrinsicSyntaxError)) throw error;
    reader.report.schema(
      `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
      reader.at(name),
    );
    return undefined;
  }
}

export function found(chosen: JsonPath, key: string, scope: Scope, root: Json): Json {
  const value = chosen.read(scope, root);
  if (value === undefined) {
    throw new StatesError(
      'States.Runtime',
      `The JSONPath '${chosen.text}' specified for the field '${key}' could not be found in the input '${JSON.stringify(root)}'`,
    );
  }
  return value;
}

export function assignments(reader: Reader): FromRoot<Readonly<Record<string, Json>>> | undefined {
  const fields = reader.variables();
  if (fields === undefined) return undefined;
  const build = payload(fields.source, reader, 'Assign');
  return (scope, root) => {
    const value = build(scope, root);
    return isObject(value) ? value : {};
  };
}

/** Where ResultPath puts a result: into a copy of the input along the path; other parts are shared. */
function placer(reader: Reader): (input: Json, result: Json) => Json {
  if (reader.get('ResultPath') === null) return (input) => input;
  const target = path(reader, 'ResultPath');
  if (target === undefined) return (_, result) => result;
  const steps = target.reference;
  if (steps === undefined) {
    reader.report.schema('Value is not a Reference Path', reader.at('ResultPath'));
    return (input) => input;
  }
  return (input, result) => place(input, steps, 0, result, target.text);
}

function place(
  into: Json | undefined,
  steps: readonly (string | number)[],
  at: number,
  value: Json,
  text: string,
): Json {
  const step = steps[at];
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!isArray(into) || step >= into.length) throw unmatched(text, into);
    return into.map((item, i) => (i === step ? place(item, steps, at + 1, value, text) : item));
  }
  if (into !== undefined && !isObject(into)) throw unmatched(text, into);
  const copy: Record<string, Json> = { ...into };
  define(
    copy,
    step,
    place(into !== undefined && Object.hasOwn(into, step) ? into[step] : undefined, steps, at + 1, value, text),
  );
  return copy;
}

const unmatched = (text: string, into: Json | undefined): StatesError =>
  new StatesError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${text} to input ${JSON.stringify(into)}`,
  );

/** `resultIsInput`: Pass, Succeed and their like, whose result is what they were given. */
export function jsonPathFlow(reader: Reader): DataFlow {
  const inputPath = selector(reader, 'InputPath');
  const outputPath = selector(reader, 'OutputPath');
  const parameters = reader.get('Parameters');
  const parametersOf =
    parameters === undefined || reader.source['Type'] === 'Map' ? undefined : payload(parameters, reader, 'Parameters');
  const selectorOf = reader.get('ResultSelector');
  const resultSelector = selectorOf === undefined ? undefined : payload(selectorOf, reader, 'ResultSelector');
  const assign = assignments(reader);
  const putResult = placer(reader);
  const begin: Evaluate = (scope) => {
    const input = inputPath(scope, scope.states.input);
    return parametersOf === undefined ? input : parametersOf(scope, input);
  };
  const finish: Evaluate<Result> = (scope) => {
    const raw = scope.states.result ?? null;
    const result = resultSelector === undefined ? raw : resultSelector(scope, raw);
    const assigned = assign?.(scope, result);
    const output = outputPath(scope, putResult(scope.states.input, result));
    return assigned === undefined ? { output } : { output, assigned };
  };
  return { begin, finish };
}

/** A catcher's Assign and ResultPath over the error output. */
export function jsonPathCatch(reader: Reader): Evaluate<Result> {
  const assign = assignments(reader);
  const putResult = placer(reader);
  return (scope) => {
    const error = scope.states.errorOutput ?? null;
    const assigned = assign?.(scope, error);
    const output = putResult(scope.states.input, error);
    return assigned === undefined ? { output } : { output, assigned };
  };
}

/** A path or, without it, a constant: `SecondsPath` beside `Seconds`. */
export function numberOrPath(reader: Reader, name: string, least: number): Evaluate<number> | undefined {
  const pathName = `${name}Path`;
  const chosen = path(reader, pathName);
  if (chosen === undefined) {
    const constant = reader.number(name, least);
    return constant === undefined ? undefined : () => constant;
  }
  return (scope) => {
    const value = chosen.read(scope, scope.states.input);
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (number === undefined)
      throw new StatesError(
        'States.Runtime',
        `The ${pathName} parameter does not reference an input value: ${chosen.text}`,
      );
    if (typeof number !== 'number' || !Number.isInteger(number) || number < least) {
      throw new StatesError(
        'States.Runtime',
        `The ${pathName} parameter cannot be parsed as a long value: ${chosen.text} == ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
    }
    return number;
  };
}
