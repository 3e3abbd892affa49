import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { createDynamoDbItemStore } from '../../functions/adapters/dynamodb/dynamodb-item-store.ts';
import { table } from '../../functions/store/table.ts';
import { startDynamoDbLocal } from '../../tests/support/dynamodb-local.ts';
import { sweepOnce } from './sweep-once.ts';
import { fill } from './tasks.ts';

const capacity = z.object({ CapacityUnits: z.number().optional() });
const answer = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

export interface Consumed {
  readonly requests: number;
  readonly units: number;
}

/** What one sweep asks of DynamoDB, as the service itself counts it. */
export async function sweepOnDynamoDb(open: number, dueCount: number): Promise<Consumed> {
  const local = await startDynamoDbLocal();
  try {
    await local.createTable('yimen', table);
    let requests = 0;
    let units = 0;
    let isMeasured = false;
    local.client.middlewareStack.add(
      (next) => async (args) => {
        Reflect.set(args.input, 'ReturnConsumedCapacity', 'TOTAL');
        const result = await next(args);
        if (!isMeasured) return result;
        requests += 1;
        const { ConsumedCapacity: consumed = [] } = answer.parse(result.output);
        for (const one of Array.isArray(consumed) ? consumed : [consumed]) units += one.CapacityUnits ?? 0;
        return result;
      },
      { step: 'initialize', name: 'count' },
    );
    const items = createDynamoDbItemStore({
      client: local.client,
      tableName: 'yimen',
      table,
      random: Math.random,
      sleep: (ms) => sleep(ms),
      newToken: randomUUID,
    });
    await fill(items, { from: 0, until: open, dueCount, heads: false }, () => {});
    await sweepOnce(items, dueCount, {
      start: () => (isMeasured = true),
      stop: () => (isMeasured = false),
    });
    return { requests, units };
  } finally {
    await local.stop();
  }
}
