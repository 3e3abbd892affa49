import type { AttributeValue as WireValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { ItemStoreError } from '../../ports/item-errors.ts';
import type { AttributeValue, Item } from '../../ports/item-store.ts';

const isValue = (value: unknown): value is AttributeValue => {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isValue);
  const isPlain = typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every(isValue);
};

const isItem = (value: { readonly [name: string]: unknown }): value is Item =>
  typeof value['pk'] === 'string' && typeof value['sk'] === 'string' && Object.values(value).every(isValue);

/** Throws `InvalidItem` for what this program never writes: sets, binary values, numbers beyond a double's precision. */
export const readItem = (wire: Record<string, WireValue>): Item => {
  const item: { readonly [name: string]: unknown } = unmarshall(wire);
  if (isItem(item)) return item;
  throw new ItemStoreError(
    'InvalidItem',
    'The table holds an item that this program did not write (binary, set or big number).',
  );
};
