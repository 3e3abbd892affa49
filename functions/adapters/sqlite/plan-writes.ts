import { assertItem, keyOf } from '../../ports/item-rules.ts';
import type {
  Condition,
  Item,
  ItemKey,
  TableDefinition,
  TransactFailure,
  WriteAction,
} from '../../ports/item-store.ts';
import { applyUpdate } from './apply-update.ts';
import { holds } from './conditions.ts';
import type { RecentItems } from './recent-items.ts';

/** What a transaction does to the rows once all its conditions hold. */
export type PlannedWrite =
  | { readonly kind: 'write'; readonly item: Item; readonly text: string; readonly before: Item | undefined }
  | { readonly kind: 'remove'; readonly key: ItemKey };

export type Plan =
  | { readonly kind: 'go'; readonly writes: readonly PlannedWrite[] }
  | { readonly kind: 'conflict'; readonly failures: readonly TransactFailure[] };

/** Reads the row only where the outcome depends on it. */
const needsCurrent = (action: WriteAction): boolean => action.kind === 'update' || action.when !== undefined;

const failureOf = (action: number, condition: Condition, current: Item | undefined): TransactFailure | undefined => {
  if (holds(condition, current)) return undefined;
  return { action, reason: 'condition', ...(current === undefined ? {} : { item: current }) };
};

/** `texts` holds the JSON of the items to put, written once outside of the commit. */
export const planWrites = (
  actions: readonly WriteAction[],
  texts: readonly (string | undefined)[],
  rows: Pick<RecentItems, 'read'>,
  table: TableDefinition,
): Plan => {
  const currents: (Item | undefined)[] = [];
  const failures: TransactFailure[] = [];
  for (const [position, action] of actions.entries()) {
    const current = needsCurrent(action) ? rows.read(keyOf(action)) : undefined;
    currents.push(current);
    const failure = action.when === undefined ? undefined : failureOf(position, action.when, current);
    if (failure !== undefined) failures.push(failure);
  }
  if (failures.length > 0) return { kind: 'conflict', failures };

  const writes: PlannedWrite[] = [];
  for (const [position, action] of actions.entries()) {
    const before = currents[position];
    if (action.kind === 'put') {
      writes.push({ kind: 'write', item: action.item, text: texts[position] ?? JSON.stringify(action.item), before });
    } else if (action.kind === 'delete') {
      writes.push({ kind: 'remove', key: action.key });
    } else if (action.kind === 'update') {
      const item = applyUpdate(action, before);
      assertItem(item, table);
      writes.push({ kind: 'write', item, text: JSON.stringify(item), before });
    }
  }
  return { kind: 'go', writes };
};
