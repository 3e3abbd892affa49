/** `dynamodb:getItem` and its three siblings, and `aws-sdk:dynamodb:…`, against any DynamoDB endpoint. */
import * as D from '@aws-sdk/client-dynamodb';
import type { Integration, Outcome, TaskKind } from '../../engine/integrations/integration.ts';
import { parseJson, type Json } from '../../engine/json.ts';

type Send = (client: D.DynamoDBClient, input: Json) => Promise<object>;

/** The client checks nothing of what it is given; the service answers what is wrong. */
const inputOf = <T>(given: Json): T => JSON.parse(JSON.stringify(given));

const ACTIONS: ReadonlyMap<string, Send> = new Map<string, Send>([
  ['getItem', (client, given) => client.send(new D.GetItemCommand(inputOf(given)))],
  ['putItem', (client, given) => client.send(new D.PutItemCommand(inputOf(given)))],
  ['updateItem', (client, given) => client.send(new D.UpdateItemCommand(inputOf(given)))],
  ['deleteItem', (client, given) => client.send(new D.DeleteItemCommand(inputOf(given)))],
  ['query', (client, given) => client.send(new D.QueryCommand(inputOf(given)))],
  ['scan', (client, given) => client.send(new D.ScanCommand(inputOf(given)))],
  ['batchGetItem', (client, given) => client.send(new D.BatchGetItemCommand(inputOf(given)))],
  ['batchWriteItem', (client, given) => client.send(new D.BatchWriteItemCommand(inputOf(given)))],
  ['transactGetItems', (client, given) => client.send(new D.TransactGetItemsCommand(inputOf(given)))],
  ['transactWriteItems', (client, given) => client.send(new D.TransactWriteItemsCommand(inputOf(given)))],
  ['describeTable', (client, given) => client.send(new D.DescribeTableCommand(inputOf(given)))],
  ['listTables', (client, given) => client.send(new D.ListTablesCommand(inputOf(given)))],
]);
const OPTIMIZED = new Set(['getItem', 'putItem', 'updateItem', 'deleteItem']);
const KEYED: Readonly<Record<string, readonly string[]>> = {
  getItem: ['TableName', 'Key'],
  putItem: ['TableName', 'Item'],
  updateItem: ['TableName', 'Key'],
  deleteItem: ['TableName', 'Key'],
};

const RESOURCE = /^arn:[a-z0-9-]+:states:::(aws-sdk:)?dynamodb:(\w+)$/;

function describe(resource: string): TaskKind | undefined {
  const [, sdk = '', action = ''] = RESOURCE.exec(resource) ?? [];
  if (!ACTIONS.has(action) || (sdk === '' && !OPTIMIZED.has(action))) return undefined;
  return {
    integration: 'dynamodb',
    events: 'task',
    resource: action,
    resourceType: `${sdk}dynamodb`,
    pattern: 'request',
    requiredArguments: KEYED[action] ?? [],
  };
}

/** A write may come again after a crash, as at AWS: conditions in the request tell whether it was made. */
export const dynamodb = (client: D.DynamoDBClient): Integration => ({
  name: 'dynamodb',

  describe,

  async perform({ task, kind }): Promise<Outcome> {
    const send = ACTIONS.get(kind.resource);
    if (send === undefined) throw new Error(`'${kind.resource}' is no action of DynamoDB that this engine knows.`);
    const optimized = kind.resourceType === 'dynamodb';
    try {
      const { $metadata: _, ...output } = { $metadata: undefined, ...(await send(client, task.arguments)) };
      return { kind: 'succeeded', output: parseJson(JSON.stringify(output, binary)) };
    } catch (error) {
      return failure(error, optimized);
    }
  },
});

/** Binary attributes come out as base64, as AWS's JSON has them. */
function binary(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function failure(error: unknown, optimized: boolean): Outcome {
  const name = error instanceof Error ? error.name : 'SdkClientException';
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof D.DynamoDBServiceException))
    return { kind: 'failed', error: `${optimized ? 'DynamoDB' : 'DynamoDb'}.SdkClientException`, cause: message };
  const { httpStatusCode = 400, requestId = 'none' } = error.$metadata;
  return optimized
    ? {
        kind: 'failed',
        error: `DynamoDB.${name}`,
        cause: `${message} (Service: AmazonDynamoDBv2; Status Code: ${httpStatusCode}; Error Code: ${name}; Request ID: ${requestId}; Proxy: null)`,
      }
    : {
        kind: 'failed',
        error: `DynamoDb.${name}`,
        cause: `${message} (Service: DynamoDb, Status Code: ${httpStatusCode}, Request ID: ${requestId})`,
      };
}
