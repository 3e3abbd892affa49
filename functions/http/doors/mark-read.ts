import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { markRead } from '../../usecases/read-messages.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.markRead, async ({ by, body }) => {
    const outcome = await markRead(house, { by, upTo: body.upTo });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.markRead, 200, outcome);
  });
