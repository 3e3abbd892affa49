import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { createDynamoDbItemStore } from '../../functions/adapters/dynamodb/dynamodb-item-store.ts';
import { table } from '../../functions/store/table.ts';
import { startDynamoDbLocal, whatDynamoDbLocalLacks } from '../support/dynamodb-local.ts';
import { chainsContract } from './chains.contract.ts';

const lack = whatDynamoDbLocalLacks();
// On CI the suite runs all the same and fails with what is lacking: what can be silently absent proves little.
const isSkipped = lack !== undefined && process.env['CI'] !== 'true';
if (isSkipped) process.stdout.write(`NOT PROVED: chains on DynamoDB: ${lack}.\n`);

describe.skipIf(isSkipped)('chains on DynamoDB', () => {
  chainsContract({
    open: async () => {
      const local = await startDynamoDbLocal();
      await local.createTable('yimen', table);
      const items = createDynamoDbItemStore({
        client: local.client,
        tableName: 'yimen',
        table,
        random: Math.random,
        sleep: (ms) => sleep(ms),
        newToken: randomUUID,
      });
      return { items, close: local.stop };
    },
  });
});
