import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listDeliveries } from '../../usecases/deliveries.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.listDeliveries, async ({ by, query }) => {
    const outcome = await listDeliveries(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.listDeliveries, 200, outcome.view);
  });
