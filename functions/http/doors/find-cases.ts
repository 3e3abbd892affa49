import { findCases } from '../../usecases/find-cases.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.findCases, async ({ by, query }) => {
    const outcome = await findCases(house, { by, q: query.q });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.findCases, 200, outcome.view);
  });
