import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CursorPosition } from '../../ports/item-cursor.ts';
import type { SortRange } from '../../ports/item-range.ts';
import type { ItemQuery, TableDefinition } from '../../ports/item-store.ts';
import { createExpressionParts, type ExpressionParts } from './expression.ts';

const sortCondition = (sort: string, range: SortRange, parts: ExpressionParts): string => {
  if (range.kind === 'prefix') return ` AND begins_with(${parts.name(sort)}, ${parts.value(range.prefix)})`;
  if (range.kind !== 'between') return '';
  const { from, to } = range;
  if (from !== undefined && to !== undefined) {
    return ` AND ${parts.name(sort)} BETWEEN ${parts.value(from)} AND ${parts.value(to)}`;
  }
  if (from !== undefined) return ` AND ${parts.name(sort)} >= ${parts.value(from)}`;
  return to === undefined ? '' : ` AND ${parts.name(sort)} <= ${parts.value(to)}`;
};

/** `limit` is the number of items to evaluate. A query of the table is consistent; an index cannot be. */
export const queryRequest = (
  tableName: string,
  table: TableDefinition,
  query: ItemQuery,
  page: { readonly range: SortRange; readonly limit: number; readonly after?: CursorPosition },
): QueryCommandInput => {
  const index = table.indexes.find(({ name }) => name === query.index);
  const keys = { pk: index?.pk ?? 'pk', sk: index?.sk ?? 'sk' };
  const parts = createExpressionParts();
  const condition =
    `${parts.name(keys.pk)} = ${parts.value(query.partition)}` + sortCondition(keys.sk, page.range, parts);
  const { after } = page;
  const startKey =
    after === undefined
      ? undefined
      : {
          pk: after.pk,
          sk: after.sk,
          ...(index === undefined ? {} : { [index.pk]: query.partition, [index.sk]: after.indexSort ?? '' }),
        };
  return {
    TableName: tableName,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index.name }),
    KeyConditionExpression: condition,
    ...parts.maps(),
    ScanIndexForward: query.descending !== true,
    Limit: page.limit,
    ...(startKey === undefined ? {} : { ExclusiveStartKey: marshall(startKey) }),
  };
};
