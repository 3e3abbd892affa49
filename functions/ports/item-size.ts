import { ItemStoreError } from './item-errors.ts';
import type { AttributeValue } from './item-store.ts';

const deepest = 32;

const refuse = (path: string, problem: string): never => {
  throw new ItemStoreError('InvalidItem', `Attribute "${path}" ${problem}.`);
};

/** DynamoDB keeps two decimal digits in a byte, plus one for the exponent and one for a minus sign. */
const numberSize = (value: number, path: string): number => {
  const magnitude = Math.abs(value);
  // The SDK refuses bigger ones, because DynamoDB's decimal and JavaScript's double would differ.
  if (!(magnitude <= Number.MAX_SAFE_INTEGER) || (magnitude !== 0 && magnitude < 1e-130)) {
    refuse(path, `is the number ${value}; allowed are 0 and sizes from 1e-130 to ${Number.MAX_SAFE_INTEGER}`);
  }
  return Math.ceil(String(magnitude).length / 2) + (value < 0 ? 2 : 1);
};

const valueSize = (value: AttributeValue | undefined, path: string, depth: number): number => {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) refuse(path, 'holds half of a surrogate pair; text must be well-formed Unicode');
    return Buffer.byteLength(value);
  }
  if (typeof value === 'number') return numberSize(value, path);
  if (value === null || typeof value === 'boolean') return 1;
  if (value === undefined || typeof value !== 'object') {
    return refuse(path, `is ${typeof value}; allowed are text, numbers, true, false, null, lists and maps`);
  }
  if (depth >= deepest) refuse(path, `is nested deeper than ${deepest} levels`);
  let size = 3;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      size += 1 + valueSize(value[index], `${path}[${index}]`, depth + 1);
    }
    return size;
  }
  for (const [name, member] of Object.entries(value)) {
    size += 1 + Buffer.byteLength(name) + valueSize(member, `${path}.${name}`, depth + 1);
  }
  return size;
};

/**
 * Bytes of a map of attributes by DynamoDB's rules (names and values in UTF-8, approximate for numbers).
 * Throws `InvalidItem` for what DynamoDB could not keep: undefined, NaN, a broken surrogate pair, nesting beyond 32.
 */
export const attributesSize = (attributes: { readonly [name: string]: AttributeValue }): number => {
  let size = 0;
  for (const name of Object.keys(attributes)) {
    if (name === '') throw new ItemStoreError('InvalidItem', 'An attribute needs a name; "" was given.');
    size += Buffer.byteLength(name) + valueSize(attributes[name], name, 0);
  }
  return size;
};
