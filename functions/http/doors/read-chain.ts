import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readChain } from '../../usecases/read-lists.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readChain, async ({ by, params }) => {
    const outcome = await readChain(house, { by, householdId: params.householdId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readChain, 200, outcome.view);
  });
