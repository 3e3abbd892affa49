import { listSubstitutions } from '../../usecases/enter-substitution.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listSubstitutions, async ({ by }) => {
    const outcome = await listSubstitutions(house, by);
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listSubstitutions, 200, outcome.view);
  });
