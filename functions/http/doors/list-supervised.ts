import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listSupervised } from '../../usecases/list-supervised.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listSupervised, async ({ by, query }) => {
    const outcome = await listSupervised(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listSupervised, 200, outcome.view);
  });
