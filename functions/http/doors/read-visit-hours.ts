import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readVisitHours } from '../../usecases/visit/visit-hours.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';

export const door = (house: House) =>
  open(visitRoutes.readVisitHours, async ({ by, query }) => {
    const outcome = await readVisitHours(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(visitRoutes.readVisitHours, 200, outcome.view);
  });
