import { DeleteItemCommand, type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { ItemStoreError } from '../../ports/item-errors.ts';
import type { Write } from './item-store-over.ts';
import { writeRequest } from './write-request.ts';

/** As `writeItems`, for a function that strikes off and changes nothing else, as its role says. Throws on any other action. */
export const deleteItems =
  (client: DynamoDBClient, tableName: string): Write =>
  async (actions, token) => {
    if (actions.some(({ kind }) => kind !== 'delete')) {
      throw new ItemStoreError('InvalidItem', 'This function may only delete items.');
    }
    const requests = actions.map((action) => writeRequest(tableName, action));
    const [only] = actions.length === 1 && actions[0]?.when === undefined ? requests : [];
    if (only?.Delete !== undefined) await client.send(new DeleteItemCommand(only.Delete));
    else await client.send(new TransactWriteItemsCommand({ TransactItems: requests, ClientRequestToken: token }));
  };
