/**
 * JSONPath as AWS (Jayway) reads it: `$.a['b'][0]`, negative indexes, slices, unions, wildcards, descent and filters;
 * `$$` is the context object, `$name` a variable. A path is definite when it can name only one value.
 */
import { isArray, isObject, type Json } from '../json.ts';
import { parseFilter, type Filter } from './jsonpath-filter.ts';
import type { Scope } from './scope.ts';

export interface JsonPath {
  readonly text: string;
  readonly definite: boolean;
  /** Undefined where a definite path leads nowhere; an indefinite one gives the list of what it found. */
  readonly read: (scope: Scope, root: Json) => Json | undefined;
  /** Names and indexes only: the form that ResultPath takes. Absent otherwise, and for variables and the context. */
  readonly reference?: readonly (string | number)[];
  /** Of a path that begins with a variable. */
  readonly variable?: string;
}

export class PathSyntaxError extends Error {
  constructor(text: string, reason: string) {
    super(`Invalid path '${text}': ${reason}`);
    this.name = 'PathSyntaxError';
  }
}

type Segment =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'all' }
  | { readonly kind: 'descend' }
  | { readonly kind: 'filter'; readonly filter: Filter };

const HEAD = /^(\$\$|\$(?:[\p{ID_Start}_][\p{ID_Continue}]*)?)/u;

/** Throws `PathSyntaxError`. */
export function compilePath(text: string): JsonPath {
  const head = HEAD.exec(text)?.[1];
  if (head === undefined) throw new PathSyntaxError(text, 'a path begins with $');
  const segments = parseSegments(text, head.length);
  const definite = segments.every(({ kind }) => kind === 'name' || kind === 'index');
  const variable = head.length > 1 && head !== '$$' ? head.slice(1) : undefined;
  const start: (scope: Scope, root: Json) => Json | undefined =
    head === '$'
      ? (_, root) => root
      : head === '$$'
        ? ({ states }) => states.context
        : ({ variables }) => variables[variable ?? ''];
  const read = (scope: Scope, root: Json): Json | undefined => {
    const from = start(scope, root);
    if (from === undefined) return undefined;
    return definite ? walk(segments, from) : collect(segments, from, root);
  };
  const base = { text, definite, read, ...(variable === undefined ? {} : { variable }) };
  return definite && head === '$' ? { ...base, reference: referenceOf(segments) } : base;
}

function referenceOf(segments: readonly Segment[]): (string | number)[] {
  const steps: (string | number)[] = [];
  for (const segment of segments) {
    if (segment.kind === 'name') steps.push(segment.name);
    else if (segment.kind === 'index') steps.push(segment.index);
  }
  return steps;
}

function walk(segments: readonly Segment[], from: Json): Json | undefined {
  let value: Json | undefined = from;
  for (const segment of segments) {
    if (segment.kind === 'name') {
      if (!isObject(value) || !Object.hasOwn(value, segment.name)) return undefined;
      value = value[segment.name];
    } else if (segment.kind === 'index') {
      if (!isArray(value)) return undefined;
      value = value.at(segment.index);
    }
  }
  return value;
}

function collect(segments: readonly Segment[], from: Json, root: Json): Json[] {
  let found: readonly Json[] = [from];
  for (const segment of segments) found = found.flatMap((value) => pick(segment, value, root));
  return [...found];
}

function pick(segment: Segment, value: Json, root: Json): readonly Json[] {
  switch (segment.kind) {
    case 'name':
      return named(value, segment.name);
    case 'names':
      return segment.names.flatMap((name) => named(value, name));
    case 'index':
      return indexed(value, segment.index);
    case 'indexes':
      return segment.indexes.flatMap((index) => indexed(value, index));
    case 'slice':
      return isArray(value) ? sliced(value, segment.from, segment.to, segment.step) : [];
    case 'all':
      return isArray(value) ? value : isObject(value) ? Object.values(value) : [];
    case 'descend':
      return descend(value);
    case 'filter':
      return isArray(value)
        ? value.filter((item) => segment.filter(item, root))
        : isObject(value) && segment.filter(value, root)
          ? [value]
          : [];
  }
}

function named(value: Json, name: string): Json[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const item = value[name];
  return item === undefined ? [] : [item];
}

function indexed(value: Json, index: number): Json[] {
  const item = isArray(value) ? value.at(index) : undefined;
  return item === undefined ? [] : [item];
}

function sliced(items: readonly Json[], from: number | undefined, to: number | undefined, step: number): Json[] {
  const part = items.slice(from, to);
  return step === 1 ? part : part.filter((_, i) => i % step === 0);
}

function descend(value: Json): Json[] {
  const inside = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return [value, ...inside.flatMap(descend)];
}

const NAME = /^[^\s.[\]'"()?@,:*]+/u;

function parseSegments(text: string, start: number): Segment[] {
  const segments: Segment[] = [];
  let at = start;
  while (at < text.length) {
    if (text[at] === '.') {
      const deep = text[at + 1] === '.';
      at += deep ? 2 : 1;
      if (deep) segments.push({ kind: 'descend' });
      if (deep && text[at] === '[') continue;
      if (text[at] === '*') {
        segments.push({ kind: 'all' });
        at += 1;
        continue;
      }
      const name = NAME.exec(text.slice(at))?.[0];
      if (name === undefined) throw new PathSyntaxError(text, `a name is missing at character ${at + 1}`);
      segments.push({ kind: 'name', name });
      at += name.length;
    } else if (text[at] === '[') {
      const end = closing(text, at);
      segments.push(bracket(text, text.slice(at + 1, end).trim()));
      at = end + 1;
    } else {
      throw new PathSyntaxError(text, `unexpected '${text[at] ?? ''}' at character ${at + 1}`);
    }
  }
  return segments;
}

/** The bracket that closes the one at `open`, past quotes and nested brackets. */
function closing(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const c = text[at] ?? '';
    if (quote !== '') {
      if (c === '\\') at++;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '[') depth++;
    else if (c === ']' && --depth === 0) return at;
  }
  throw new PathSyntaxError(text, 'a bracket is not closed');
}

const QUOTED = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:,|$)/;
const INTEGER = /^-?\d+$/;

function bracket(text: string, inside: string): Segment {
  if (inside === '*') return { kind: 'all' };
  if (inside.startsWith('?')) {
    const filter = parseFilter(inside.slice(1).trim());
    if (filter === undefined) throw new PathSyntaxError(text, `the filter '${inside}' cannot be read`);
    return { kind: 'filter', filter };
  }
  if (inside.startsWith("'") || inside.startsWith('"')) {
    const names: string[] = [];
    let rest = inside;
    while (rest !== '') {
      const match = QUOTED.exec(rest);
      if (match === null) throw new PathSyntaxError(text, `'[${inside}]' cannot be read`);
      names.push((match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'));
      rest = rest.slice(match[0].length);
    }
    const [first] = names;
    return names.length === 1 && first !== undefined ? { kind: 'name', name: first } : { kind: 'names', names };
  }
  if (INTEGER.test(inside)) return { kind: 'index', index: Number(inside) };
  const numbers = inside.split(',').map((part) => part.trim());
  if (numbers.every((part) => INTEGER.test(part))) return { kind: 'indexes', indexes: numbers.map(Number) };
  const parts = inside.split(':').map((part) => part.trim());
  if (parts.length >= 2 && parts.length <= 3 && parts.every((part) => part === '' || INTEGER.test(part))) {
    const number = (i: number): number | undefined =>
      parts[i] === undefined || parts[i] === '' ? undefined : Number(parts[i]);
    return { kind: 'slice', from: number(0), to: number(1), step: Math.max(1, number(2) ?? 1) };
  }
  throw new PathSyntaxError(text, `'[${inside}]' cannot be read`);
}
