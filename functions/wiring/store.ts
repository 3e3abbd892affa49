import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDeletingItemStore, createDynamoDbItemStore } from '../adapters/dynamodb/dynamodb-item-store.ts';
import type { ItemStore } from '../ports/item-store.ts';
import { table } from '../store/table.ts';
import { clientSettings } from './clients.ts';
import { readEnvironment, storeSettings } from './environment.ts';
import type { Environment } from './environment.ts';

export const openStore = (environment: Environment): ItemStore => createDynamoDbItemStore(optionsOf(environment));

/** For the outbox consumer. */
export const openDeletingStore = (environment: Environment): ItemStore =>
  createDeletingItemStore(optionsOf(environment));

function optionsOf(environment: Environment) {
  const { TABLE_NAME: tableName } = readEnvironment(storeSettings, environment);
  return {
    client: new DynamoDBClient(clientSettings),
    tableName,
    table,
    random: Math.random,
    sleep: (ms: number) => sleep(ms),
    newToken: randomUUID,
  };
}
