import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Write } from './item-store-over.ts';
import { writeRequest } from './write-request.ts';

/**
 * A lone put or delete without a condition costs half as a plain request. Other lone writes stay transactions,
 * because only these carry a token: when an answer is lost, a repeated plain update would add twice, and a repeated
 * condition would fail on what the first try had written.
 */
export const writeItems =
  (client: DynamoDBClient, tableName: string): Write =>
  async (actions, token) => {
    const requests = actions.map((action) => writeRequest(tableName, action));
    const [only] = actions.length === 1 && actions[0]?.when === undefined ? requests : [];
    if (only?.Put !== undefined) await client.send(new PutItemCommand(only.Put));
    else if (only?.Delete !== undefined) await client.send(new DeleteItemCommand(only.Delete));
    else await client.send(new TransactWriteItemsCommand({ TransactItems: requests, ClientRequestToken: token }));
  };
