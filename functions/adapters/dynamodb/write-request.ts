import { marshall } from '@aws-sdk/util-dynamodb';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { WriteAction } from '../../ports/item-store.ts';
import { conditionExpression } from './condition-expression.ts';
import { createExpressionParts, type ExpressionParts } from './expression.ts';

const updateExpression = (action: Extract<WriteAction, { kind: 'update' }>, parts: ExpressionParts): string => {
  const set = Object.entries(action.set ?? {}).map(([name, value]) => `${parts.name(name)} = ${parts.value(value)}`);
  const add = Object.entries(action.add ?? {}).map(([name, by]) => `${parts.name(name)} ${parts.value(by)}`);
  const remove = (action.remove ?? []).map((name) => parts.name(name));
  return [
    set.length === 0 ? '' : `SET ${set.join(', ')}`,
    add.length === 0 ? '' : `ADD ${add.join(', ')}`,
    remove.length === 0 ? '' : `REMOVE ${remove.join(', ')}`,
  ]
    .filter((clause) => clause !== '')
    .join(' ');
};

/** One action in DynamoDB's words; a failed condition gives back the item as it stands. */
export const writeRequest = (tableName: string, action: WriteAction): TransactWriteItem => {
  const parts = createExpressionParts();
  const condition = action.when === undefined ? undefined : conditionExpression(action.when, parts);
  const common = {
    TableName: tableName,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
  };
  switch (action.kind) {
    case 'put':
      return { Put: { ...common, Item: marshall(action.item), ...parts.maps() } };
    case 'update': {
      const update = updateExpression(action, parts);
      return {
        Update: {
          ...common,
          Key: marshall({ pk: action.key.pk, sk: action.key.sk }),
          UpdateExpression: update,
          ...parts.maps(),
        },
      };
    }
    case 'delete':
      return { Delete: { ...common, Key: marshall({ pk: action.key.pk, sk: action.key.sk }), ...parts.maps() } };
    case 'check':
      return {
        ConditionCheck: {
          ...common,
          ConditionExpression: condition,
          Key: marshall({ pk: action.key.pk, sk: action.key.sk }),
          ...parts.maps(),
        },
      };
  }
};
