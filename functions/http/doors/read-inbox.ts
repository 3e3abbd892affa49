import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readInbox } from '../../usecases/read-inbox.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readInbox, async ({ by, query }) => {
    const outcome = await readInbox(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readInbox, 200, outcome.view);
  });
