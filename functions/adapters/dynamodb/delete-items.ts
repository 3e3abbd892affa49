import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { ItemStoreError } from '../../ports/item-errors.ts';
import type { Write } from './item-store-over.ts';
import { writeRequest } from './write-request.ts';

/** For a function that strikes off and changes nothing else, as its role says. Throws on any other action. */
export const deleteItems =
  (client: DynamoDBClient, tableName: string): Write =>
  async (actions, token) => {
    if (actions.some(({ kind }) => kind !== 'delete')) {
      throw new ItemStoreError('InvalidItem', 'This function may only delete items.');
    }
    const requests = actions.map((action) => writeRequest(tableName, action));
    await client.send(new TransactWriteItemsCommand({ TransactItems: requests, ClientRequestToken: token }));
  };
