import type { TableDefinition } from '../ports/item-store.ts';

/** One table, string-composed keys, sparse indexes. Read by CDK, the SQLite schema, the tests' CreateTable and `keys.ts`. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Housekeeping only (old idempotency items); never a timer. */
  timeToLive: 'expiresAt',
  indexes: [
    /** People's lists: a unit's tasks, open ones by limit and closed ones by month; an area's notices and monitoring pool. */
    { name: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' },
    /** The house's own queues: outbox, unsettled tasks, cases under review. */
    { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' },
    /** The due index: sharded by hour. */
    { name: 'gsi3', pk: 'gsi3pk', sk: 'gsi3sk' },
    /** Who has an open task in hand: a person's, or nobody's of a unit. And the heads of all cases, by the day of their last write. */
    { name: 'gsi4', pk: 'gsi4pk', sk: 'gsi4sk' },
  ],
} as const satisfies TableDefinition & Record<string, unknown>;
