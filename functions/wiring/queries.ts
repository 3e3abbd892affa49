import { randomIds } from '../adapters/crypto/random-ids.ts';
import { createFeedRows } from '../adapters/duckdb/feed-rows.ts';
import { createAccessLog } from '../store/access-log.ts';
import type { QueryParts } from '../usecases/household/query-person.ts';
import type { Environment } from './environment.ts';
import { openLake } from './lake.ts';
import { openStore } from './store.ts';

/** What the register of households asks the feeds, and where it is written down who asked. */
export const openQueries = (environment: Environment): QueryParts => ({
  feeds: createFeedRows(openLake(environment).lake),
  accessLog: createAccessLog({ items: openStore(environment), ids: randomIds }),
});
