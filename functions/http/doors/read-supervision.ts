import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readSupervision } from '../../usecases/read-supervision.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.readSupervision, async ({ by, query }) => {
    const outcome = await readSupervision(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.readSupervision, 200, outcome.view);
  });
