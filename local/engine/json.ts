/** JSON as it stands in a machine: values are shared between states and never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

export const isString = (value: unknown): value is string => typeof value === 'string';

/** Own properties only: `constructor` and its kind are not fields of a document. */
export function field(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Throws `SyntaxError`, as `JSON.parse` does. */
export function parseJson(text: string): Json {
  return JSON.parse(text);
}

/** A JSON value out of what a function returned; `undefined` becomes `null`, dates and the like become what JSON makes of them. */
export function toJson(value: unknown): Json {
  const text = JSON.stringify(value);
  return text === undefined ? null : parseJson(text);
}

/** A copy that shares nothing: what comes from a caller or goes to a door may be changed there later. */
export const copyJson = (value: Json): Json => parseJson(JSON.stringify(value));

/** Values nested deeper than this are refused like values that are too large: others walk them by recursion. */
const MAX_DEPTH = 500;

/** Bytes of the JSON text in UTF-8, counted no further than `limit` + 1: a look at a small value costs little. */
export function jsonBytes(value: Json, limit: number, depth = 0): number {
  if (depth > MAX_DEPTH) return limit + 1;
  if (value === null) return 4;
  if (typeof value === 'string') return stringBytes(value);
  if (typeof value === 'number') return String(value).length;
  if (typeof value === 'boolean') return value ? 4 : 5;
  let bytes = 2;
  if (isArray(value)) {
    for (const item of value) {
      bytes += 1 + jsonBytes(item, limit, depth + 1);
      if (bytes > limit) return bytes;
    }
    return value.length > 0 ? bytes - 1 : bytes;
  }
  let fields = 0;
  for (const name in value) {
    const item = value[name];
    if (item === undefined) continue;
    fields++;
    bytes += 2 + stringBytes(name) + jsonBytes(item, limit, depth + 1);
    if (bytes > limit) return bytes;
  }
  return fields > 0 ? bytes - 1 : bytes;
}

function stringBytes(text: string): number {
  let bytes = text.length + 2;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22 || code === 0x5c) bytes += 1;
    else if (code < 0x20) bytes += code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 1 : 5;
    else if (code > 0x7ff) bytes += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) bytes += 1;
  }
  return bytes;
}
