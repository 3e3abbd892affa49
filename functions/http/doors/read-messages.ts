import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readMessages } from '../../usecases/read-messages.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.readMessages, async ({ by, query }) => {
    const outcome = await readMessages(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.readMessages, 200, outcome.view);
  });
