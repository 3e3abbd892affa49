import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { planVisits } from '../../usecases/visit/plan-visits.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';

export const door = (house: House) =>
  open(visitRoutes.planVisits, async ({ by, body }) => {
    const outcome = await planVisits(house, { by, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(visitRoutes.planVisits, 200, outcome.view);
  });
