import { enterSubstitution } from '../../usecases/enter-substitution.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.enterSubstitution, async ({ by, body, key }) => {
    const outcome = await enterSubstitution(house, { by, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.enterSubstitution, 201, outcome);
  });
