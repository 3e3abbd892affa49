import type { Json } from '../engine/json.ts';
import { invalidToken } from './fault.ts';
import type { Fields } from './fields.ts';

/** AWS: 0 and absent mean the default; 1,000 is the most. */
export function pageSize(fields: Fields, whole = 100, most = 1_000): number {
  const given = fields.integer('maxResults', 0, most) ?? 0;
  return given === 0 ? whole : given;
}

/**
 * Page tokens carry where the next page begins and which list they belong to: with another list they are refused, as
 * AWS refuses a token whose request changed.
 */
export const pageToken = (list: string, cursor: Json): string =>
  Buffer.from(JSON.stringify([list, cursor])).toString('base64url');

/** Undefined on the first page. Throws `InvalidToken`. */
export function cursorOf(fields: Fields, list: string): Json | undefined {
  const token = fields.text('nextToken', { min: 1, max: 1_024 * 8 });
  if (token === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    throw invalidToken();
  }
  if (!Array.isArray(parts) || parts.length !== 2 || parts[0] !== list) throw invalidToken();
  const cursor: Json = parts[1];
  return cursor;
}

/** One page of a list that is at hand. */
export function pageOf<T>(
  fields: Fields,
  list: string,
  all: readonly T[],
): { readonly page: readonly T[]; readonly nextToken: string | undefined } {
  const size = pageSize(fields);
  const from = cursorOf(fields, list) ?? 0;
  if (typeof from !== 'number' || from < 0) throw invalidToken();
  const end = from + size;
  return { page: all.slice(from, end), nextToken: end < all.length ? pageToken(list, end) : undefined };
}
