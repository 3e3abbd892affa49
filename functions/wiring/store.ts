import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoDbItemStore } from '../adapters/dynamodb/dynamodb-item-store.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { table } from '../store/table.ts';
import { clientSettings } from './clients.ts';
import { followTable } from './clock.ts';
import { readEnvironment, stageSettings, storeSettings } from './environment.ts';
import type { Environment } from './environment.ts';

export function openStore(environment: Environment): ItemStore {
  const { TABLE_NAME: tableName } = readEnvironment(storeSettings, environment);
  const items = createDynamoDbItemStore({
    client: new DynamoDBClient(clientSettings),
    tableName,
    table,
    random: Math.random,
    sleep: (ms) => sleep(ms),
    newToken: randomUUID,
  });
  if (readEnvironment(stageSettings, environment).STAGE === 'test') followTable(items);
  return items;
}
