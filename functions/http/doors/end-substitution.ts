import { endSubstitution } from '../../usecases/end-substitution.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.endSubstitution, async ({ by, params, key }) => {
    const outcome = await endSubstitution(house, { by, id: params.id, key });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.endSubstitution, 200, outcome);
  });
