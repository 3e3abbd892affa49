import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { ScanCommandInput } from '@aws-sdk/client-dynamodb';

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
  let from: ScanCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(new ScanCommand(from === undefined ? input : { ...input, ExclusiveStartKey: from }));
    for (const { [sortKey]: value } of page.Items ?? []) if (value?.S !== undefined) yield value.S;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}
