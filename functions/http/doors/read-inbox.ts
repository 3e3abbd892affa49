import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readInbox } from '../../usecases/read-inbox.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.readInbox, async ({ by, query }) => {
    const outcome = await readInbox(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.readInbox, 200, outcome.view);
  });
