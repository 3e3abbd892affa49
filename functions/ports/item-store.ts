/**
 * The one seam to storage. A table of items by (pk, sk) with sparse string indexes; every write is a transaction.
 * Limits are DynamoDB's and hold on every adapter: 100 actions, one per item, 400 KB an item, 4 MB a transaction.
 */

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | readonly AttributeValue[]
  | { readonly [name: string]: AttributeValue };

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export type Item = ItemKey & { readonly [attribute: string]: AttributeValue };

export type IndexName = 'gsi1' | 'gsi2' | 'gsi3' | 'gsi4';

/** What an adapter must know of a table; the values live in `functions/store/table.ts`. */
export interface TableDefinition {
  readonly indexes: readonly { readonly name: IndexName; readonly pk: string; readonly sk: string }[];
}

/** Judged against the item as it stands before the transaction. Every form but `exists: false` and `absent` fails on a missing item. */
export type Condition =
  | { readonly exists: boolean }
  | { readonly equals: { readonly [attribute: string]: string | number | boolean } }
  | { readonly absent: readonly string[] }
  | { readonly atMost: { readonly [attribute: string]: string | number } }
  | { readonly atLeast: { readonly [attribute: string]: string | number } }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export type WriteAction =
  | { readonly kind: 'put'; readonly item: Item; readonly when?: Condition }
  | {
      readonly kind: 'update';
      readonly key: ItemKey;
      readonly set?: { readonly [attribute: string]: AttributeValue };
      readonly remove?: readonly string[];
      /** Adds to a number; a missing attribute counts as 0. */
      readonly add?: { readonly [attribute: string]: number };
      /** Without a condition an update of a missing item creates it, as in DynamoDB. */
      readonly when?: Condition;
    }
  | { readonly kind: 'delete'; readonly key: ItemKey; readonly when?: Condition }
  | { readonly kind: 'check'; readonly key: ItemKey; readonly when: Condition };

export interface TransactFailure {
  /** Position in the list of actions. */
  readonly action: number;
  /** `contention`: another transaction held the item through every retry; the same call may succeed later. */
  readonly reason: 'condition' | 'contention';
  /** The item that failed the condition, as it stands; absent where there is none. */
  readonly item?: Item;
}

export type TransactResult =
  | { readonly kind: 'committed' }
  | { readonly kind: 'conflict'; readonly failures: readonly TransactFailure[] };

export interface ItemQuery {
  /** Absent: the table itself, consistently read. Indexes may lag behind the table. */
  readonly index?: IndexName;
  readonly partition: string;
  readonly range?:
    | { readonly beginsWith: string }
    /** Both ends inclusive. */
    | { readonly from?: string; readonly to?: string };
  readonly descending?: boolean;
  /** Items a page at the most; the default is the adapter's. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface ItemPage {
  readonly items: readonly Item[];
  /** Absent on the last page. Opaque; a damaged one throws `InvalidCursor`. */
  readonly next?: string;
}

export interface ItemReader {
  /** Consistent read. */
  get(key: ItemKey): Promise<Item | undefined>;
  query(query: ItemQuery): Promise<ItemPage>;
}

export interface ItemStore extends ItemReader {
  /** All or nothing, durable when it resolves. A failed condition is a value; a broken limit or a lost store throws. */
  transact(actions: readonly WriteAction[]): Promise<TransactResult>;
}
