import { readHandover } from '../../usecases/begin-handover.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readHandover, async ({ by, params }) => {
    const outcome = await readHandover(house, { by, id: params.id });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readHandover, 200, outcome.view);
  });
