import type { TableDefinition } from '../ports/item-store.ts';

/** One table, string-composed keys, sparse indexes. Read by CDK, the SQLite schema, the tests' CreateTable and `keys.ts`. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Housekeeping only (old idempotency items); never a timer. */
  timeToLive: 'expiresAt',
  indexes: [
    /** People's lists: a unit's open tasks, an area's notices, an area's monitoring pool. */
    { name: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' },
    /** The house's own queues: outbox, unsettled tasks, cases under review. */
    { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' },
    /** The due index: sharded by hour. */
    { name: 'gsi3', pk: 'gsi3pk', sk: 'gsi3sk' },
  ],
} as const satisfies TableDefinition & Record<string, unknown>;
