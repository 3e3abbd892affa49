import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listSupervised } from '../../usecases/list-supervised.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.listSupervised, async ({ by, query }) => {
    const outcome = await listSupervised(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.listSupervised, 200, outcome.view);
  });
