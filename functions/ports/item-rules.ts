import { ItemStoreError } from './item-errors.ts';
import { attributesSize } from './item-size.ts';
import type { AttributeValue, Condition, Item, ItemKey, TableDefinition, WriteAction } from './item-store.ts';

/** DynamoDB's, kept by every adapter so that what is green at home is green in the cloud. */
export const itemLimits = {
  actions: 100,
  itemBytes: 400 * 1024,
  transactionBytes: 4 * 1024 * 1024,
  partitionKeyBytes: 2048,
  sortKeyBytes: 1024,
} as const;

const assertKeyText = (value: AttributeValue | undefined, attribute: string, most: number): void => {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed() || Buffer.byteLength(value) > most) {
    const given = typeof value === 'string' ? `${Buffer.byteLength(value)} bytes` : typeof value;
    throw new ItemStoreError(
      'InvalidItem',
      `Key attribute "${attribute}" must be well-formed text of 1 to ${most} bytes; ${given} given.`,
    );
  }
};

const assertIndexKeys = (attributes: { readonly [name: string]: AttributeValue }, table: TableDefinition): void => {
  for (const index of table.indexes) {
    const { pk, sk } = index;
    if (attributes[pk] !== undefined) assertKeyText(attributes[pk], pk, itemLimits.partitionKeyBytes);
    if (attributes[sk] !== undefined) assertKeyText(attributes[sk], sk, itemLimits.sortKeyBytes);
  }
};

/** Throws `InvalidItem` where the key is not two well-formed texts of 1–2048 and 1–1024 bytes. */
export const assertKey = (key: ItemKey): void => {
  assertKeyText(key.pk, 'pk', itemLimits.partitionKeyBytes);
  assertKeyText(key.sk, 'sk', itemLimits.sortKeyBytes);
};

/** Size of a whole item in bytes; throws `InvalidItem` or `ItemTooLarge`. */
export const assertItem = (item: Item, table: TableDefinition): number => {
  assertKey(item);
  assertIndexKeys(item, table);
  const size = attributesSize(item);
  if (size > itemLimits.itemBytes) {
    throw new ItemStoreError(
      'ItemTooLarge',
      `Item ${item.pk} / ${item.sk} has ${size} bytes; at most ${itemLimits.itemBytes} are allowed. Split it.`,
    );
  }
  return size;
};

const invalid = (position: number, problem: string): never => {
  throw new ItemStoreError('InvalidTransaction', `Action ${position} ${problem}.`);
};

const assertCondition = (condition: Condition, position: number): void => {
  if ('exists' in condition) return;
  const isEmpty = Object.keys(Object.values(condition)[0] ?? {}).length === 0;
  if (isEmpty) invalid(position, `has an empty condition "${Object.keys(condition)[0] ?? ''}"; name what is required`);
  if ('all' in condition) for (const part of condition.all) assertCondition(part, position);
  if ('any' in condition) for (const part of condition.any) assertCondition(part, position);
};

const assertUpdate = (
  action: Extract<WriteAction, { kind: 'update' }>,
  position: number,
  table: TableDefinition,
): number => {
  const names = [...Object.keys(action.set ?? {}), ...(action.remove ?? []), ...Object.keys(action.add ?? {})];
  if (names.length === 0) invalid(position, 'updates nothing; give set, remove or add');
  if (new Set(names).size !== names.length) invalid(position, 'names an attribute twice in set, remove and add');
  if (names.includes('pk') || names.includes('sk')) invalid(position, 'changes pk or sk; an item keeps its key');
  assertIndexKeys(action.set ?? {}, table);
  for (const [name, by] of Object.entries(action.add ?? {})) {
    if (!Number.isFinite(by)) invalid(position, `adds ${by} to "${name}"; a finite number is required`);
  }
  return attributesSize(action.set ?? {}) + attributesSize(action.add ?? {}) + attributesSize({ ...action.key });
};

const assertAction = (action: WriteAction, position: number, table: TableDefinition): number => {
  if (action.when !== undefined) assertCondition(action.when, position);
  if (action.kind === 'put') return assertItem(action.item, table);
  assertKey(action.key);
  return action.kind === 'update' ? assertUpdate(action, position, table) : attributesSize({ ...action.key });
};

export const keyOf = (action: WriteAction): ItemKey => (action.kind === 'put' ? action.item : action.key);

/**
 * Refuses what DynamoDB would refuse, before anything is written: 1–100 actions, one per item, 400 KB an item,
 * 4 MB in all, well-formed keys and index keys, no empty update or condition. Throws `InvalidTransaction`,
 * `InvalidItem`, `ItemTooLarge` or `TransactionTooLarge`. The size of an updated item is known only to the adapter.
 */
export const assertTransaction = (actions: readonly WriteAction[], table: TableDefinition): void => {
  if (actions.length === 0 || actions.length > itemLimits.actions) {
    throw new ItemStoreError(
      actions.length === 0 ? 'InvalidTransaction' : 'TransactionTooLarge',
      `A transaction has 1 to ${itemLimits.actions} actions; ${actions.length} given.`,
    );
  }
  const seen = new Set<string>();
  let size = 0;
  for (const [position, action] of actions.entries()) {
    size += assertAction(action, position, table);
    const key = keyOf(action);
    seen.add(`${key.pk}\u0000${key.sk}`);
    if (seen.size === position) invalid(position, `is the second one on item ${key.pk} / ${key.sk}; one is allowed`);
  }
  if (size > itemLimits.transactionBytes) {
    throw new ItemStoreError(
      'TransactionTooLarge',
      `The transaction has ${size} bytes; at most ${itemLimits.transactionBytes} are allowed. Split it.`,
    );
  }
};
