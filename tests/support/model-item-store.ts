import { compareUtf8 } from '../../functions/ports/item-range.ts';
import type {
  AttributeValue,
  Condition,
  Item,
  ItemKey,
  ItemQuery,
  TransactResult,
  WriteAction,
} from '../../functions/ports/item-store.ts';

type Attributes = Record<string, AttributeValue>;

const idOf = (key: ItemKey): string => JSON.stringify([key.pk, key.sk]);

const judge = (condition: Condition, item: Attributes | undefined): boolean => {
  const value = (name: string): AttributeValue | undefined => item?.[name];
  if ('exists' in condition) return condition.exists ? item !== undefined : item === undefined;
  if ('absent' in condition) return !condition.absent.some((name) => value(name) !== undefined);
  if ('all' in condition) return !condition.all.some((part) => !judge(part, item));
  if ('any' in condition) return condition.any.some((part) => judge(part, item));
  if ('equals' in condition)
    return Object.keys(condition.equals).every((name) => value(name) === condition.equals[name]);
  const bounds = 'atMost' in condition ? condition.atMost : condition.atLeast;
  const sign = 'atMost' in condition ? 1 : -1;
  return Object.entries(bounds).every(([name, bound]) => {
    const held = value(name);
    if (typeof held === 'number' && typeof bound === 'number') return (held - bound) * sign <= 0;
    if (typeof held === 'string' && typeof bound === 'string') return compareUtf8(held, bound) * sign <= 0;
    return false;
  });
};

/** The plainest reading of the port, for comparison: a map, no limits, no indexes kept. */
export class ModelItemStore {
  readonly items = new Map<string, Attributes>();

  get(key: ItemKey): Attributes | undefined {
    return this.items.get(idOf(key));
  }

  transact(actions: readonly WriteAction[]): TransactResult {
    const failures = actions.flatMap((action, position) => {
      const item = this.get(action.kind === 'put' ? action.item : action.key);
      if (action.when === undefined || judge(action.when, item)) return [];
      return [
        { action: position, reason: 'condition' as const, ...(item === undefined ? {} : { item: item as Item }) },
      ];
    });
    if (failures.length > 0) return { kind: 'conflict', failures };
    for (const action of actions) {
      if (action.kind === 'put') this.items.set(idOf(action.item), { ...action.item });
      if (action.kind === 'delete') this.items.delete(idOf(action.key));
      if (action.kind === 'update') {
        const item: Attributes = { ...this.get(action.key), pk: action.key.pk, sk: action.key.sk, ...action.set };
        for (const name of action.remove ?? []) delete item[name];
        for (const [name, by] of Object.entries(action.add ?? {})) item[name] = Number(item[name] ?? 0) + by;
        this.items.set(idOf(action.key), item);
      }
    }
    return { kind: 'committed' };
  }

  /** All that match, in order; for tables and for indexes named `<index>pk` / `<index>sk`. */
  query(query: ItemQuery): Attributes[] {
    const pk = query.index === undefined ? 'pk' : `${query.index}pk`;
    const sk = query.index === undefined ? 'sk' : `${query.index}sk`;
    const { range } = query;
    const found = [...this.items.values()].filter((item) => {
      const sort = item[sk];
      if (item[pk] !== query.partition || typeof sort !== 'string') return false;
      if (range === undefined) return true;
      if ('beginsWith' in range) return sort.startsWith(range.beginsWith);
      return (
        (range.from === undefined || compareUtf8(sort, range.from) >= 0) &&
        (range.to === undefined || compareUtf8(sort, range.to) <= 0)
      );
    });
    const sortKey = (item: Attributes): string => item[sk] as string;
    found.sort((left, right) => compareUtf8(sortKey(left), sortKey(right)));
    return query.descending === true ? found.toReversed() : found;
  }
}
