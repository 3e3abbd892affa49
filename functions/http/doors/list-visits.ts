import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listVisits } from '../../usecases/visit/list-visits.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listVisits, async ({ by, query }) => {
    const outcome = await listVisits(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listVisits, 200, outcome.view);
  });
