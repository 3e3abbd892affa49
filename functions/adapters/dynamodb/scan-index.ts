import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The sort keys of a whole index, in no order. Reads all of it: for houses of a few hundred cases, as tests have them. */
export async function* scanIndex(
  client: DynamoDBClient,
  {
    tableName,
    indexName,
    sortKey,
  }: { readonly tableName: string; readonly indexName: string; readonly sortKey: string },
): AsyncIterable<string> {
  const input = { TableName: tableName, IndexName: indexName, ProjectionExpression: sortKey };
  for await (const { Items = [] } of paginateScan({ client }, input)) {
    for (const { [sortKey]: value } of Items) if (value?.S !== undefined) yield value.S;
  }
}
