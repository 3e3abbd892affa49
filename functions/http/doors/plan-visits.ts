import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { planVisits } from '../../usecases/visit/plan-visits.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.planVisits, async ({ by, body }) => {
    const outcome = await planVisits(house, { by, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.planVisits, 200, outcome.view);
  });
