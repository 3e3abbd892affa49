import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createDeletingItemStore,
  createDynamoDbItemStore,
} from '../../../../functions/adapters/dynamodb/dynamodb-item-store.ts';
import type { TableDefinition, WriteAction } from '../../../../functions/ports/item-store.ts';

const dynamo = mockClient(DynamoDBClient);
const table: TableDefinition = { indexes: [{ name: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' }] };
const slept: number[] = [];
let tokens = 0;
const options = {
  client: new DynamoDBClient({ region: 'cn-northwest-1' }),
  tableName: 'yimen',
  table,
  random: () => 0.5,
  sleep: async (ms: number) => void slept.push(ms),
  newToken: () => `token-${(tokens += 1)}`,
  retry: { attempts: 4 },
};
const store = createDynamoDbItemStore(options);

afterEach(() => {
  dynamo.reset();
  slept.length = 0;
  tokens = 0;
});

const key = { pk: 'CASE#1', sk: 'META' };
const head: WriteAction = { kind: 'update', key, add: { ver: 1 }, when: { equals: { ver: 4 } } };
const event: WriteAction = { kind: 'put', item: { pk: 'CASE#1', sk: 'EVT#5' }, when: { exists: false } };

const cancelled = (...reasons: CancellationReason[]): TransactionCanceledException =>
  new TransactionCanceledException({ message: 'cancelled', CancellationReasons: reasons, $metadata: {} });
const named = (name: string, message = 'said by AWS'): Error => Object.assign(new Error(message), { name });
const transactions = () => dynamo.commandCalls(TransactWriteItemsCommand).map(({ args }) => args[0].input);

describe('transact: requests', () => {
  it('writes every kind of action with escaped names and values, asking for the item that failed', async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    const actions: WriteAction[] = [
      { kind: 'put', item: { pk: 'a', sk: '-', n: 1, list: ['x', null] }, when: { exists: false } },
      {
        kind: 'update',
        key: { pk: 'b', sk: '-' },
        set: { status: 'DONE' },
        remove: ['gsi1pk'],
        add: { ver: 1 },
        when: { all: [{ equals: { status: 'OPEN' } }, { any: [{ absent: ['holder'] }, { atMost: { due: 'd' } }] }] },
      },
      { kind: 'delete', key: { pk: 'c', sk: '-' }, when: { atLeast: { ver: 2 } } },
      { kind: 'check', key: { pk: 'd', sk: '-' }, when: { exists: true } },
    ];
    expect(await store.transact(actions)).toEqual({ kind: 'committed' });
    const common = { TableName: 'yimen', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect(transactions()).toEqual([
      {
        ClientRequestToken: 'token-1',
        TransactItems: [
          {
            Put: {
              ...common,
              Item: { pk: { S: 'a' }, sk: { S: '-' }, n: { N: '1' }, list: { L: [{ S: 'x' }, { NULL: true }] } },
              ConditionExpression: 'attribute_not_exists(#n0)',
              ExpressionAttributeNames: { '#n0': 'pk' },
            },
          },
          {
            Update: {
              ...common,
              Key: { pk: { S: 'b' }, sk: { S: '-' } },
              ConditionExpression: '(#n0 = :v0 AND (attribute_not_exists(#n1) OR #n2 <= :v1))',
              UpdateExpression: 'SET #n0 = :v2 ADD #n3 :v3 REMOVE #n4',
              ExpressionAttributeNames: {
                '#n0': 'status',
                '#n1': 'holder',
                '#n2': 'due',
                '#n3': 'ver',
                '#n4': 'gsi1pk',
              },
              ExpressionAttributeValues: {
                ':v0': { S: 'OPEN' },
                ':v1': { S: 'd' },
                ':v2': { S: 'DONE' },
                ':v3': { N: '1' },
              },
            },
          },
          {
            Delete: {
              ...common,
              Key: { pk: { S: 'c' }, sk: { S: '-' } },
              ConditionExpression: '#n0 >= :v0',
              ExpressionAttributeNames: { '#n0': 'ver' },
              ExpressionAttributeValues: { ':v0': { N: '2' } },
            },
          },
          {
            ConditionCheck: {
              ...common,
              Key: { pk: { S: 'd' }, sk: { S: '-' } },
              ConditionExpression: 'attribute_exists(#n0)',
              ExpressionAttributeNames: { '#n0': 'pk' },
            },
          },
        ],
      },
    ]);
  });

  it('sends a lone put or delete without a condition as the cheaper plain request', async () => {
    dynamo.onAnyCommand().resolves({});
    await store.transact([{ kind: 'put', item: { ...key, n: 1 } }]);
    await store.transact([{ kind: 'delete', key }]);
    expect(dynamo).toHaveReceivedCommandTimes(PutItemCommand, 1);
    expect(dynamo).toHaveReceivedCommandTimes(DeleteItemCommand, 1);
    expect(dynamo).not.toHaveReceivedCommand(TransactWriteItemsCommand);
  });

  it('keeps the token for a lone write whose repetition would tell', async () => {
    dynamo.onAnyCommand().resolves({});
    await store.transact([{ kind: 'update', key, add: { n: 1 } }]);
    await store.transact([event]);
    expect(transactions().map(({ ClientRequestToken }) => ClientRequestToken)).toEqual(['token-1', 'token-2']);
    expect(dynamo).not.toHaveReceivedCommand(UpdateItemCommand);
    expect(dynamo).not.toHaveReceivedCommand(PutItemCommand);
  });

  it('asks nothing of DynamoDB for what the port refuses', async () => {
    await expect(store.transact([])).rejects.toMatchObject({ name: 'InvalidTransaction' });
    await expect(store.get({ pk: '', sk: '-' })).rejects.toMatchObject({ name: 'InvalidItem' });
    expect(await store.query({ partition: 'p', range: { to: '' } })).toEqual({ items: [] });
    expect(dynamo).not.toHaveReceivedAnyCommand();
  });
});

describe('transact: failures', () => {
  it('turns failed conditions into a conflict with the items as they stand', async () => {
    dynamo
      .on(TransactWriteItemsCommand)
      .rejects(
        cancelled(
          { Code: 'ConditionalCheckFailed', Item: marshall({ ...key, ver: 5 }) },
          { Code: 'ConditionalCheckFailed' },
        ),
      );
    expect(await store.transact([head, event])).toEqual({
      kind: 'conflict',
      failures: [
        { action: 0, reason: 'condition', item: { ...key, ver: 5 } },
        { action: 1, reason: 'condition' },
      ],
    });
    expect(slept).toEqual([]);
  });

  it('reports the condition, not the race, where both are named', async () => {
    dynamo
      .on(TransactWriteItemsCommand)
      .rejects(cancelled({ Code: 'TransactionConflict' }, { Code: 'ConditionalCheckFailed' }));
    expect(await store.transact([head, event])).toEqual({
      kind: 'conflict',
      failures: [{ action: 1, reason: 'condition' }],
    });
  });

  it('tries a lost race again under the same token, with jittered and growing waits', async () => {
    dynamo
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled({ Code: 'TransactionConflict' }, { Code: 'None' }))
      .rejectsOnce(cancelled({ Code: 'None' }, { Code: 'ThrottlingError' }))
      .resolves({});
    expect(await store.transact([head, event])).toEqual({ kind: 'committed' });
    expect(transactions().map(({ ClientRequestToken }) => ClientRequestToken)).toEqual([
      'token-1',
      'token-1',
      'token-1',
    ]);
    expect(slept).toEqual([12, 25]);
  });

  it('gives up after its attempts and names the actions that lost', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled({ Code: 'None' }, { Code: 'TransactionConflict' }));
    expect(await store.transact([head, event])).toEqual({
      kind: 'conflict',
      failures: [{ action: 1, reason: 'contention' }],
    });
    expect(transactions()).toHaveLength(4);
    expect(slept).toHaveLength(3);
  });

  it.each([
    'TransactionConflictException',
    'TransactionInProgressException',
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
    'InternalServerError',
  ])('tries again after %s, and names every action when it stays', async (name) => {
    dynamo.on(TransactWriteItemsCommand).rejects(named(name));
    expect(await store.transact([head, event])).toEqual({
      kind: 'conflict',
      failures: [
        { action: 0, reason: 'contention' },
        { action: 1, reason: 'contention' },
      ],
    });
    expect(transactions()).toHaveLength(4);
  });

  it('tries a lone put again when another transaction holds the item', async () => {
    dynamo.on(PutItemCommand).rejectsOnce(named('TransactionConflictException')).resolves({});
    expect(await store.transact([{ kind: 'put', item: key }])).toEqual({ kind: 'committed' });
  });

  it('reads a failed condition of a plain request too', async () => {
    const error = new ConditionalCheckFailedException({
      message: 'no',
      Item: marshall({ ...key, n: 1 }),
      $metadata: {},
    });
    dynamo.on(PutItemCommand).rejects(error);
    expect(await store.transact([{ kind: 'put', item: key }])).toEqual({
      kind: 'conflict',
      failures: [{ action: 0, reason: 'condition', item: { ...key, n: 1 } }],
    });
  });

  it.each([
    [cancelled({ Code: 'ValidationError', Message: 'incorrect operand type' }, { Code: 'None' }), 'InvalidTransaction'],
    [cancelled({ Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum' }), 'ItemTooLarge'],
    [cancelled({ Code: 'ItemCollectionSizeLimitExceeded' }), 'ItemTooLarge'],
    [named('ValidationException', 'Item size has exceeded the maximum allowed size'), 'ItemTooLarge'],
    [named('ValidationException', 'bad expression'), 'InvalidTransaction'],
    [cancelled({ Code: 'SomethingNew' }), 'StoreUnavailable'],
    [new TransactionCanceledException({ message: 'no reasons', $metadata: {} }), 'StoreUnavailable'],
    [named('ResourceNotFoundException'), 'StoreUnavailable'],
    [named('AccessDeniedException'), 'StoreUnavailable'],
    [named('TimeoutError'), 'StoreUnavailable'],
  ])('throws after %s at once: %s', async (error, name) => {
    dynamo.on(TransactWriteItemsCommand).rejects(error);
    await expect(store.transact([head, event])).rejects.toMatchObject({ name, cause: error });
    expect(transactions()).toHaveLength(1);
  });
});

describe('get', () => {
  it('reads consistently by the key alone', async () => {
    dynamo
      .on(GetItemCommand)
      .resolves({ Item: marshall({ ...key, fen: 12, tags: ['a'], inner: { deep: [true, null] } }) });
    expect(await store.get({ ...key, extra: 1 } as never)).toEqual({
      ...key,
      fen: 12,
      tags: ['a'],
      inner: { deep: [true, null] },
    });
    expect(dynamo).toHaveReceivedCommandWith(GetItemCommand, {
      TableName: 'yimen',
      Key: { pk: { S: 'CASE#1' }, sk: { S: 'META' } },
      ConsistentRead: true,
    });
  });

  it('answers undefined where there is none', async () => {
    dynamo.on(GetItemCommand).resolves({});
    expect(await store.get(key)).toBeUndefined();
  });

  it('refuses what this program never writes', async () => {
    dynamo.on(GetItemCommand).resolves({ Item: { ...marshall(key), tags: { SS: ['a'] } } });
    await expect(store.get(key)).rejects.toMatchObject({ name: 'InvalidItem' });
  });

  it('is unavailable when DynamoDB is', async () => {
    dynamo.on(GetItemCommand).rejects(named('TimeoutError'));
    await expect(store.get(key)).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

describe('query', () => {
  const rows = (...sks: string[]) => sks.map((sk) => marshall({ pk: 'p', sk, gsi1pk: 'I', gsi1sk: `s-${sk}` }));
  const input = () => dynamo.commandCalls(QueryCommand).at(-1)?.args[0].input;

  it.each([
    [{ beginsWith: 'E#' }, ' AND begins_with(#n1, :v1)', ['E#']],
    [{ from: 'a', to: 'b' }, ' AND #n1 BETWEEN :v1 AND :v2', ['a', 'b']],
    [{ from: 'a' }, ' AND #n1 >= :v1', ['a']],
    [{ to: 'b' }, ' AND #n1 <= :v1', ['b']],
    [{ beginsWith: '' }, '', []],
    [{}, '', []],
  ])('asks the table for the range %j, consistently', async (range, expression, values) => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.query({ partition: 'p', range });
    expect(input()).toEqual({
      TableName: 'yimen',
      ConsistentRead: true,
      KeyConditionExpression: `#n0 = :v0${expression}`,
      ExpressionAttributeNames: { '#n0': 'pk', ...(values.length === 0 ? {} : { '#n1': 'sk' }) },
      ExpressionAttributeValues: Object.fromEntries(['p', ...values].map((value, n) => [`:v${n}`, { S: value }])),
      ScanIndexForward: true,
      Limit: 101,
    });
  });

  it('asks an index without consistency, which it cannot give', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    await store.query({ index: 'gsi1', partition: 'I', descending: true, limit: 2 });
    expect(input()).toMatchObject({ IndexName: 'gsi1', ScanIndexForward: false, Limit: 3 });
    expect(input()).not.toHaveProperty('ConsistentRead');
  });

  it('goes on where the page before ended', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: rows('1', '2') })
      .resolves({ Items: rows('2') });
    const first = await store.query({ index: 'gsi1', partition: 'I', limit: 1 });
    expect(first.items.map(({ sk }) => sk)).toEqual(['1']);
    const second = await store.query({ index: 'gsi1', partition: 'I', limit: 1, after: first.next! });
    expect(input()?.ExclusiveStartKey).toEqual(marshall({ pk: 'p', sk: '1', gsi1pk: 'I', gsi1sk: 's-1' }));
    expect(second).toEqual({ items: [expect.objectContaining({ sk: '2' })] });
  });

  it('fills a page that DynamoDB cut short at its megabyte', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: rows('1'), LastEvaluatedKey: marshall({ pk: 'p', sk: '1' }) })
      .resolves({ Items: rows('2', '3') });
    const page = await store.query({ partition: 'p', limit: 2 });
    expect(page.items.map(({ sk }) => sk)).toEqual(['1', '2']);
    expect(page.next).toBeTypeOf('string');
    expect(input()).toMatchObject({ Limit: 2, ExclusiveStartKey: marshall({ pk: 'p', sk: '1' }) });
  });

  it('is unavailable when DynamoDB is', async () => {
    dynamo.on(QueryCommand).rejects(named('ResourceNotFoundException'));
    await expect(store.query({ partition: 'p' })).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });
});

describe('a store that only strikes off', () => {
  const deleting = createDeletingItemStore(options);

  it('deletes, one or many, as one', async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    const actions: WriteAction[] = [
      { kind: 'delete', key },
      { kind: 'delete', key: { pk: 'CASE#1', sk: 'TOKEN#1' }, when: { exists: true } },
    ];
    await expect(deleting.transact(actions)).resolves.toEqual({ kind: 'committed' });
    expect(transactions()[0]!.TransactItems!.map((item) => Object.keys(item))).toEqual([['Delete'], ['Delete']]);
    dynamo.on(DeleteItemCommand).resolves({});
    await expect(deleting.transact([{ kind: 'delete', key }])).resolves.toEqual({ kind: 'committed' });
    expect(dynamo.commandCalls(DeleteItemCommand)).toHaveLength(1);
  });

  it('sends nothing that writes otherwise', async () => {
    await expect(deleting.transact([{ kind: 'delete', key }, event])).rejects.toThrow('may only delete');
    expect(dynamo.commandCalls(TransactWriteItemsCommand)).toEqual([]);
  });
});
