import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { createDynamoDbItemStore } from '../../functions/adapters/dynamodb/dynamodb-item-store.ts';
import { startDynamoDbLocal, whatDynamoDbLocalLacks } from '../support/dynamodb-local.ts';
import { contractTable, itemStoreContract } from './item-store.contract.ts';

const lack = whatDynamoDbLocalLacks();
// On CI the suite runs all the same and fails with what is lacking: what can be silently absent proves little.
const isSkipped = lack !== undefined && process.env['CI'] !== 'true';
if (isSkipped) process.stdout.write(`NOT PROVED: the item store contract on DynamoDB: ${lack}.\n`);

describe.skipIf(isSkipped)('DynamoDB item store', () => {
  itemStoreContract({
    runs: 15,
    open: async () => {
      const local = await startDynamoDbLocal();
      await local.createTable('contract', contractTable);
      const store = createDynamoDbItemStore({
        client: local.client,
        tableName: 'contract',
        table: contractTable,
        random: Math.random,
        sleep: (ms) => sleep(ms),
        newToken: randomUUID,
      });
      return { store, close: local.stop };
    },
  });
});
