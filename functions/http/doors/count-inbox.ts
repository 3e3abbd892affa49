import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { countInbox } from '../../usecases/read-inbox.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.countInbox, async ({ by }) => {
    const outcome = await countInbox(house, by);
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.countInbox, 200, outcome.view);
  });
