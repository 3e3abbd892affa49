import { listSubstitutions } from '../../usecases/enter-substitution.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.listSubstitutions, async ({ by }) => {
    const outcome = await listSubstitutions(house, by);
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.listSubstitutions, 200, outcome.view);
  });
