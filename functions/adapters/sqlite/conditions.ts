import { compareUtf8 } from '../../ports/item-range.ts';
import type { AttributeValue, Condition, Item } from '../../ports/item-store.ts';

/** As DynamoDB compares: numbers with numbers, text with text by UTF-8 bytes; undefined where the types differ. */
const compare = (left: AttributeValue | undefined, right: string | number): number | undefined => {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareUtf8(left, right);
  return undefined;
};

const holdsForEach = <T>(
  wanted: { readonly [attribute: string]: T },
  test: (name: string, value: T) => boolean,
): boolean => {
  for (const [name, value] of Object.entries(wanted)) if (!test(name, value)) return false;
  return true;
};

/** Judges a condition on the item as it stands; `undefined` is a missing item. */
export const holds = (condition: Condition, item: Item | undefined): boolean => {
  if ('exists' in condition) return condition.exists === (item !== undefined);
  if ('all' in condition) return condition.all.every((part) => holds(part, item));
  if ('any' in condition) return condition.any.some((part) => holds(part, item));
  if ('absent' in condition) return condition.absent.every((name) => item?.[name] === undefined);
  if (item === undefined) return false;
  if ('equals' in condition) return holdsForEach(condition.equals, (name, value) => item[name] === value);
  if ('atMost' in condition) {
    return holdsForEach(condition.atMost, (name, value) => (compare(item[name], value) ?? 1) <= 0);
  }
  return holdsForEach(condition.atLeast, (name, value) => (compare(item[name], value) ?? -1) >= 0);
};
