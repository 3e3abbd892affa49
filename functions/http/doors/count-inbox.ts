import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { countInbox } from '../../usecases/read-inbox.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.countInbox, async ({ by }) => {
    const outcome = await countInbox(house, by);
    return isDeclined(outcome) ? decline(outcome) : respond(routes.countInbox, 200, outcome.view);
  });
