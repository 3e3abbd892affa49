import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createDeletingItemStore,
  createDynamoDbItemReader,
  createDynamoDbItemStore,
} from '../adapters/dynamodb/dynamodb-item-store.ts';
import type { ItemReader, ItemStore } from '../ports/item-store.ts';
import { table } from '../store/table.ts';
import { clientSettings } from './clients.ts';
import { followTable } from './clock.ts';
import { readEnvironment, stageSettings, storeSettings } from './environment.ts';
import type { Environment } from './environment.ts';

export const openStore = (environment: Environment): ItemStore =>
  followed(environment, createDynamoDbItemStore(optionsOf(environment)));

/** For the outbox consumer. */
export const openDeletingStore = (environment: Environment): ItemStore =>
  followed(environment, createDeletingItemStore(optionsOf(environment)));

/** For who only looks. */
export const openReader = (environment: Environment): ItemReader =>
  followed(environment, createDynamoDbItemReader(optionsOf(environment)));

function followed<T extends ItemReader>(environment: Environment, items: T): T {
  if (readEnvironment(stageSettings, environment).STAGE === 'test') followTable(items);
  return items;
}

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
