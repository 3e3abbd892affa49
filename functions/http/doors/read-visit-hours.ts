import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readVisitHours } from '../../usecases/visit/visit-hours.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readVisitHours, async ({ by, query }) => {
    const outcome = await readVisitHours(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readVisitHours, 200, outcome.view);
  });
