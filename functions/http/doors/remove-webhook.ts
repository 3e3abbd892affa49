import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { removeWebhook } from '../../usecases/use-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.removeWebhook, async ({ by, params, key }) => {
    const outcome = await removeWebhook(house, { by, id: params.id, key });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.removeWebhook, 200, outcome);
  });
