import { readHandover } from '../../usecases/begin-handover.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.readHandover, async ({ by, params }) => {
    const outcome = await readHandover(house, { by, id: params.id });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.readHandover, 200, outcome.view);
  });
