import { ItemStoreError } from '../../ports/item-errors.ts';
import type { Item, WriteAction } from '../../ports/item-store.ts';

type Update = Extract<WriteAction, { kind: 'update' }>;

/** The item after the update; a missing one is created from its key, as in DynamoDB. */
export const applyUpdate = (action: Update, current: Item | undefined): Item => {
  const removed = action.remove ?? [];
  const kept = Object.entries(current ?? action.key).filter(([name]) => !removed.includes(name));
  const sums = Object.entries(action.add ?? {}).map(([name, by]) => {
    const before = current?.[name] ?? 0;
    if (typeof before !== 'number' || current?.[name] === null) {
      throw new ItemStoreError(
        'InvalidTransaction',
        `Cannot add ${by} to "${name}" of ${action.key.pk} / ${action.key.sk}: it is not a number.`,
      );
    }
    return [name, before + by] as const;
  });
  return {
    ...Object.fromEntries(kept),
    ...action.set,
    ...Object.fromEntries(sums),
    pk: action.key.pk,
    sk: action.key.sk,
  };
};
