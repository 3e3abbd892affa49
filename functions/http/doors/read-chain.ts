import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readChain } from '../../usecases/read-lists.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readChain, async ({ by, params }) => {
    const outcome = await readChain(house, { by, householdId: params.householdId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readChain, 200, outcome.view);
  });
