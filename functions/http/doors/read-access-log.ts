import { readAccessLog } from '../../usecases/household/query-person.ts';
import type { QueryParts } from '../../usecases/household/query-person.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House, parts: QueryParts) =>
  open(databaseRoutes.readAccessLog, async ({ by, query }) => {
    const outcome = await readAccessLog(house, parts, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.readAccessLog, 200, outcome.view);
  });
