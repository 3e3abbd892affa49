import { queryPerson } from '../../usecases/household/query-person.ts';
import type { QueryParts } from '../../usecases/household/query-person.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House, parts: QueryParts) =>
  open(databaseRoutes.queryPerson, async ({ by, body }) => {
    const outcome = await queryPerson(house, parts, { by, query: body });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.queryPerson, 200, outcome);
  });
