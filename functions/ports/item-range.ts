import { ItemStoreError } from './item-errors.ts';
import type { ItemQuery, TableDefinition } from './item-store.ts';

const defaultLimit = 100;
const mostLimit = 1000;

/** Order of UTF-8 bytes, in which DynamoDB and SQLite compare text; JavaScript's own differs beyond U+FFFF. */
export const compareUtf8 = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    // Surrogates (D800–DFFF) stand for code points above every other unit, E000–FFFF included.
    const isSurrogateA = a >= 0xd800 && a <= 0xdfff;
    const isSurrogateB = b >= 0xd800 && b <= 0xdfff;
    if (isSurrogateA !== isSurrogateB) return isSurrogateA ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
};

/** The condition on the sort key with all that cannot match or does not narrow taken out. */
export type SortRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'between'; readonly from?: string; readonly to?: string };

export const sortRangeOf = (query: ItemQuery): SortRange => {
  const { range } = query;
  if (range === undefined) return { kind: 'all' };
  if ('beginsWith' in range)
    return range.beginsWith === '' ? { kind: 'all' } : { kind: 'prefix', prefix: range.beginsWith };
  const { from = '', to } = range;
  if (to === '' || (to !== undefined && compareUtf8(from, to) > 0)) return { kind: 'none' };
  if (from === '' && to === undefined) return { kind: 'all' };
  return { kind: 'between', ...(from === '' ? {} : { from }), ...(to === undefined ? {} : { to }) };
};

/** Items a page (default 100); throws `InvalidQuery` outside 1–1000, on an unknown index and on an empty partition. */
export const pageLimitOf = (query: ItemQuery, table: TableDefinition): number => {
  const { limit = defaultLimit, index, partition } = query;
  const refuse = (problem: string): never => {
    throw new ItemStoreError('InvalidQuery', problem);
  };
  if (!Number.isInteger(limit) || limit < 1 || limit > mostLimit) {
    refuse(`A page has 1 to ${mostLimit} items; a limit of ${limit} was given.`);
  }
  if (index !== undefined && !table.indexes.some(({ name }) => name === index)) {
    refuse(`The table has no index "${index}"; it has ${table.indexes.map(({ name }) => name).join(', ') || 'none'}.`);
  }
  if (partition === '' || !partition.isWellFormed())
    refuse('A query names a partition in well-formed, non-empty text.');
  return limit;
};
