/**
 * A synchronous twin of the `jsonata` package. `evaluate` of 2.0.6 is asynchronous only so that custom functions may
 * be; ours are not, and an interpreter that awaits inside a transition cannot be a pure fold. The twin is the installed
 * package's own text without `async` and `await`, so it is that version to the letter; a test compares the two.
 * (Of several failing parts of an array or object the package reports whichever promise rejects first, the twin the first
 * in the text.) `Math.random` is taken away from it and `$now` and `$millis` are replaced: they see only the ports.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { compileFunction } from 'node:vm';

export const JSONATA_VERSION = '2.0.6';

// An expression may bring a regular expression that backtracks for years, which no limit of ours can interrupt. Past a
// number of steps V8 then goes on with its linear engine; only patterns with look-around or back references cannot.
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');

export interface JsonataNode {
  readonly type: string;
  readonly value?: unknown;
  readonly [part: string]: unknown;
}

export interface JsonataError {
  readonly code: string;
  readonly message: string;
}

export interface Jsonata {
  ast(): JsonataNode;
  assign(name: PropertyKey, value: unknown): void;
  registerFunction(name: string, body: (...values: never[]) => unknown, signature: string): void;
  evaluate(input: unknown, bindings: Record<PropertyKey, unknown>): unknown;
}

export interface JsonataTwin {
  /** Throws an object with `code` and `message` where the text is no JSONata. */
  (expression: string): Jsonata;
}

let currentRandom: () => number = () => {
  throw new Error('No randomness outside an evaluation.');
};

/** `$random` and `$shuffle` inside `run` draw from `random`. */
export function withRandom<T>(random: () => number, run: () => T): T {
  const before = currentRandom;
  currentRandom = random;
  try {
    return run();
  } finally {
    currentRandom = before;
  }
}

export function isJsonataError(value: unknown): value is JsonataError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'message' in value
  );
}

const isFactory = (value: unknown): value is JsonataTwin => typeof value === 'function';

/** Throws where the installed package is another version, or its text no longer has the shape that is stripped here. */
export function loadJsonataTwin(resolve: (id: string) => string = createRequire(import.meta.url).resolve): JsonataTwin {
  const entry = resolve('jsonata');
  const version: unknown = JSON.parse(readFileSync(resolve('jsonata/package.json'), 'utf8')).version;
  if (version !== JSONATA_VERSION) {
    throw new Error(
      `The installed jsonata is ${String(version)}; AWS Step Functions runs ${JSONATA_VERSION}. Install exactly jsonata@${JSONATA_VERSION}.`,
    );
  }
  const source = readFileSync(entry, 'utf8');
  const stripped = source
    .replace(/\basync (?=function\b|\()/g, '')
    .replace(/\bawait (?=[\w(])/g, '')
    .replaceAll('Promise.all(', '(')
    .replace('evaluate: async function', 'evaluate: function');
  if (
    /\basync (function|\()|\bawait\b(?! \(await)|Promise\.all/.test(stripped.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''))
  ) {
    throw new Error(
      `The text of jsonata ${JSONATA_VERSION} is not as published: an asynchronous step is left. Reinstall it.`,
    );
  }
  const module: { exports: unknown } = { exports: {} };
  const math = Object.create(Math, { random: { value: () => currentRandom() } });
  compileFunction(stripped, ['module', 'exports', 'require', 'Math'], { filename: `${entry} (synchronous)` })(
    module,
    module.exports,
    () => undefined,
    math,
  );
  if (!isFactory(module.exports)) throw new Error(`The text of jsonata ${JSONATA_VERSION} exports no function.`);
  return module.exports;
}

export const jsonataTwin: JsonataTwin = loadJsonataTwin();
