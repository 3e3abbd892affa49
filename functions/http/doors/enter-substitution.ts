import { enterSubstitution } from '../../usecases/enter-substitution.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.enterSubstitution, async ({ by, body, key }) => {
    const outcome = await enterSubstitution(house, { by, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.enterSubstitution, 201, outcome);
  });
