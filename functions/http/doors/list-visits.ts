import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listVisits } from '../../usecases/visit/list-visits.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';

export const door = (house: House) =>
  open(visitRoutes.listVisits, async ({ by, query }) => {
    const outcome = await listVisits(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(visitRoutes.listVisits, 200, outcome.view);
  });
