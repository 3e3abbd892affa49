/** By file of this folder: what IAM must allow for the commands that it sends. A transaction is allowed action by action. */
export const dynamodbActions = {
  'item-store-over.ts': ['dynamodb:GetItem', 'dynamodb:Query'],
  'write-items.ts': ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  'delete-items.ts': ['dynamodb:DeleteItem'],
  'scan-index.ts': ['dynamodb:Scan'],
} as const;
