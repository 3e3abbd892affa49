import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { resendDelivery } from '../../usecases/deliveries.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.resendDelivery, async ({ by, params, key }) => {
    const outcome = await resendDelivery(house, { by, id: params.id, key });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.resendDelivery, 200, outcome);
  });
