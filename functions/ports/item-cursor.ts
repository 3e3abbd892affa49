import { ItemStoreError } from './item-errors.ts';
import type { ItemKey, ItemQuery } from './item-store.ts';

/** Where a page ended: the key of its last item and, on an index, the sort key it had there. */
export interface CursorPosition extends ItemKey {
  readonly indexSort?: string;
}

/** FNV-1a: finds damage, not malice; a forged cursor can only move inside the partition that the query names. */
const checksum = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

const bindingOf = (query: ItemQuery): string => `${query.index ?? ''}|${query.partition}`;

/** Opaque text, bound to the index and partition of its query. */
export const writeCursor = (query: ItemQuery, position: CursorPosition): string => {
  const body = JSON.stringify([position.pk, position.sk, position.indexSort ?? null]);
  return Buffer.from(checksum(bindingOf(query) + body) + body).toString('base64url');
};

/** Throws `InvalidCursor` where the text is damaged or comes from another index or partition. */
export const readCursor = (query: ItemQuery): CursorPosition | undefined => {
  if (query.after === undefined) return undefined;
  const text = Buffer.from(query.after, 'base64url').toString();
  const body = text.slice(8);
  const isWhole =
    Buffer.from(text).toString('base64url') === query.after && text.slice(0, 8) === checksum(bindingOf(query) + body);
  const parts: unknown = isWhole ? JSON.parse(body) : undefined;
  const [pk, sk, indexSort]: unknown[] = Array.isArray(parts) ? parts : [];
  if (
    typeof pk !== 'string' ||
    typeof sk !== 'string' ||
    (query.index !== undefined) !== (typeof indexSort === 'string')
  ) {
    throw new ItemStoreError(
      'InvalidCursor',
      'The page cursor is damaged or belongs to another query; pass `next` of the page before, or none.',
    );
  }
  return typeof indexSort === 'string' ? { pk, sk, indexSort } : { pk, sk };
};
