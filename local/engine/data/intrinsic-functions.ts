/** The eighteen intrinsic functions. */
import { isArray, isObject, parseJson, type Json } from '../json.ts';
import type { Sources } from '../ports.ts';
import { FunctionError, hashAlgorithm, partition, range, seededRandom, uuid } from './functions.ts';

export class IntrinsicError extends Error {}

type Args = readonly Json[];
type Intrinsic = (args: Args, sources: Sources) => Json;

/** AWS takes at most this much text to encode, decode or hash. */
const MAX_TEXT = 10_000;

function fail(message: string): never {
  throw new IntrinsicError(message);
}

function count(args: Args, ...allowed: readonly number[]): void {
  if (!allowed.includes(args.length)) fail(`expected ${allowed.join(' or ')} arguments, got ${args.length}`);
}

function array(args: Args, i: number): readonly Json[] {
  const value = args[i];
  return isArray(value) ? value : fail(`argument ${i + 1} must be an array, got ${JSON.stringify(value)}`);
}

function text(args: Args, i: number): string {
  const value = args[i];
  return typeof value === 'string' ? value : fail(`argument ${i + 1} must be a string, got ${JSON.stringify(value)}`);
}

/** Fractions are rounded. */
function integer(args: Args, i: number): number {
  const value = args[i];
  return typeof value === 'number'
    ? Math.round(value)
    : fail(`argument ${i + 1} must be a number, got ${JSON.stringify(value)}`);
}

/** Literals keep the escapes that only Format reads. */
const unescaped = (value: string): string => value.replace(/\\([\\{}])/g, '$1');

function shortText(args: Args, i: number): string {
  const value = unescaped(text(args, i));
  return value.length > MAX_TEXT ? fail(`argument ${i + 1} is longer than ${MAX_TEXT} characters`) : value;
}

/** As Java prints collections: that is what AWS's Format shows. */
function shown(value: Json): string {
  if (typeof value === 'string') return value;
  if (isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}=${shown(item)}`)
      .join(', ')}}`;
  return String(value);
}

function format(args: Args): string {
  const template = text(args, 0);
  let used = 0;
  const result = template.replace(/\\([\\{}'])|\{\}/g, (match, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    used++;
    if (used >= args.length) fail(`the template has more places than the ${args.length - 1} arguments`);
    return match === '{}' ? shown(args[used] ?? null) : match;
  });
  return used === args.length - 1 ? result : fail(`the template has ${used} places for ${args.length - 1} arguments`);
}

function same(a: Json, b: Json): boolean {
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i] ?? null));
  if (isObject(a)) {
    if (!isObject(b) || Object.keys(a).length !== Object.keys(b).length) return false;
    return Object.entries(a).every(([name, item]) => Object.hasOwn(b, name) && same(item, b[name] ?? null));
  }
  return a === b;
}

function split(args: Args): string[] {
  const value = unescaped(text(args, 0));
  const separators = new Set(unescaped(text(args, 1)));
  const parts = [''];
  for (const c of value) {
    if (separators.has(c)) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.filter((part) => part !== '');
}

function stringToJson(args: Args): Json {
  const value = unescaped(text(args, 0));
  try {
    return value.trim() === '' ? value : parseJson(value);
  } catch {
    return fail('argument 1 is not valid JSON');
  }
}

function random(args: Args, sources: Sources): number {
  const [from, to] = [integer(args, 0), integer(args, 1)];
  const draw = args.length === 3 ? seededRandom(integer(args, 2)) : sources.random.float();
  return from + Math.floor(draw * Math.max(0, to - from));
}

const FUNCTIONS: ReadonlyMap<string, { readonly args: readonly number[] | undefined; readonly call: Intrinsic }> =
  new Map<string, { args: readonly number[] | undefined; call: Intrinsic }>([
    [
      'Array',
      { args: undefined, call: (args) => args.map((value) => (typeof value === 'string' ? unescaped(value) : value)) },
    ],
    ['ArrayPartition', { args: [2], call: (args) => partition(array(args, 0), integer(args, 1)) ?? [] }],
    ['ArrayContains', { args: [2], call: (args) => array(args, 0).some((item) => same(item, args[1] ?? null)) }],
    ['ArrayRange', { args: [3], call: (args) => range(integer(args, 0), integer(args, 1), integer(args, 2)) }],
    [
      'ArrayGetItem',
      {
        args: [2],
        call: (args) => array(args, 0)[integer(args, 1)] ?? fail(`index ${integer(args, 1)} is outside the array`),
      },
    ],
    ['ArrayLength', { args: [1], call: (args) => array(args, 0).length }],
    [
      'ArrayUnique',
      {
        args: [1],
        call: (args) => array(args, 0).filter((item, i, all) => all.findIndex((other) => same(item, other)) === i),
      },
    ],
    ['Base64Encode', { args: [1], call: (args) => Buffer.from(shortText(args, 0)).toString('base64') }],
    ['Base64Decode', { args: [1], call: (args) => Buffer.from(shortText(args, 0), 'base64').toString() }],
    [
      'Hash',
      {
        args: [2],
        call: (args, { hash }) =>
          hash(
            hashAlgorithm(text(args, 1)),
            typeof args[0] === 'string' ? shortText(args, 0) : JSON.stringify(args[0]),
          ),
      },
    ],
    ['JsonMerge', { args: [3], call: merge }],
    ['StringToJson', { args: [1], call: stringToJson }],
    ['JsonToString', { args: [1], call: (args) => JSON.stringify(args[0]) }],
    ['MathRandom', { args: [2, 3], call: random }],
    ['MathAdd', { args: [2], call: (args) => integer(args, 0) + integer(args, 1) }],
    ['StringSplit', { args: [2], call: split }],
    ['UUID', { args: [0], call: (_, sources) => uuid(sources.random) }],
    ['Format', { args: undefined, call: format }],
  ]);

function merge(args: Args): Json {
  const [first, second, deep] = args;
  if (deep !== false) fail('argument 3 must be false: deep merging is not supported');
  return isObject(first) && isObject(second) ? { ...first, ...second } : fail('arguments 1 and 2 must be objects');
}

export const isIntrinsicName = (name: string): boolean => FUNCTIONS.has(name);

/** Throws `IntrinsicError`. */
export function callIntrinsic(name: string, args: Args, sources: Sources): Json {
  const found = FUNCTIONS.get(name);
  if (found === undefined) return fail(`unknown function States.${name}`);
  if (found.args !== undefined) count(args, ...found.args);
  try {
    return found.call(args, sources);
  } catch (error) {
    if (error instanceof FunctionError) fail(error.message);
    throw error;
  }
}
