import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type CursorPosition, readCursor, writeCursor } from '../../ports/item-cursor.ts';
import { ItemStoreError } from '../../ports/item-errors.ts';
import { pageLimitOf, sortRangeOf } from '../../ports/item-range.ts';
import { assertKey, assertTransaction } from '../../ports/item-rules.ts';
import type {
  Item,
  ItemPage,
  ItemQuery,
  ItemStore,
  TableDefinition,
  TransactResult,
  WriteAction,
} from '../../ports/item-store.ts';
import { judgeWriteError, type WriteVerdict } from './cancellation.ts';
import { queryRequest } from './query-request.ts';
import { readItem } from './read-item.ts';

export interface DynamoDbItemStoreOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly table: TableDefinition;
  /** In [0, 1): spreads the retries of writers that met on one item. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A new unguessable id of at most 36 characters for each transaction: DynamoDB drops its repetition for 10 minutes. */
  readonly newToken: () => string;
  readonly retry?: Partial<RetryPolicy>;
}

export interface RetryPolicy {
  /** Attempts in all. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly mostMs: number;
}

/** Sums to at most 3.2 s of waiting, within one request of a person. */
const defaultRetry: RetryPolicy = { attempts: 8, baseMs: 25, mostMs: 800 };

const failed = (what: string, error: unknown): ItemStoreError => {
  if (error instanceof ItemStoreError) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new ItemStoreError('StoreUnavailable', `DynamoDB did not answer a ${what} (${text}).`, { cause: error });
};

/** Sends actions as one; `token` is the same at every attempt of them. Throws what DynamoDB answers. */
export type Write = (actions: readonly WriteAction[], token: string) => Promise<void>;

/** `ItemStore` on one DynamoDB table; throttled reads are retried by the client's own policy. */
export const itemStoreOver = (options: DynamoDbItemStoreOptions, write: Write): ItemStore => {
  const { client, tableName, table } = options;
  const retry: RetryPolicy = { ...defaultRetry, ...options.retry };

  const attempt = async (actions: readonly WriteAction[], token: string): Promise<WriteVerdict | undefined> => {
    try {
      await write(actions, token);
      return undefined;
    } catch (error) {
      return judgeWriteError(error, actions.length);
    }
  };

  /** Full jitter: anywhere between nothing and the doubled bound. */
  const waitMs = (round: number): number =>
    Math.floor(options.random() * Math.min(retry.mostMs, retry.baseMs * 2 ** round));

  const readPage = async (query: ItemQuery): Promise<ItemPage> => {
    const limit = pageLimitOf(query, table);
    const range = sortRangeOf(query);
    const start = readCursor(query);
    if (range.kind === 'none') return { items: [] };
    const items: Item[] = [];
    let exclusive: QueryCommand['input']['ExclusiveStartKey'];
    // One more than asked for: DynamoDB itself cannot tell a full last page from one with a successor.
    do {
      const request = queryRequest(tableName, table, query, {
        range,
        limit: limit + 1 - items.length,
        ...(start === undefined ? {} : { after: start }),
      });
      const answer = await client.send(
        new QueryCommand(exclusive === undefined ? request : { ...request, ExclusiveStartKey: exclusive }),
      );
      for (const wire of answer.Items ?? []) items.push(readItem(wire));
      exclusive = answer.LastEvaluatedKey;
    } while (exclusive !== undefined && items.length <= limit);
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return items.length <= limit || last === undefined ? { items: page } : { items: page, next: cursorAt(query, last) };
  };

  const cursorAt = (query: ItemQuery, last: Item): string => {
    const sortName = table.indexes.find(({ name }) => name === query.index)?.sk;
    const indexSort = sortName === undefined ? undefined : last[sortName];
    const position: CursorPosition = { pk: last.pk, sk: last.sk };
    return writeCursor(query, typeof indexSort === 'string' ? { ...position, indexSort } : position);
  };

  return {
    get: async (key) => {
      assertKey(key);
      try {
        const answer = await client.send(
          new GetItemCommand({ TableName: tableName, Key: marshall({ pk: key.pk, sk: key.sk }), ConsistentRead: true }),
        );
        return answer.Item === undefined ? undefined : readItem(answer.Item);
      } catch (error) {
        throw failed('read', error);
      }
    },
    query: async (query) => {
      try {
        return await readPage(query);
      } catch (error) {
        throw failed('query', error);
      }
    },
    transact: async (actions): Promise<TransactResult> => {
      assertTransaction(actions, table);
      const token = options.newToken();
      for (let round = 0; ; round += 1) {
        const verdict = await attempt(actions, token);
        if (verdict === undefined) return { kind: 'committed' };
        if (verdict.kind === 'conflict') return verdict;
        if (round + 1 >= retry.attempts) return { kind: 'conflict', failures: verdict.failures };
        await options.sleep(waitMs(round));
      }
    },
  };
};
