import type { House } from '../../usecases/house.ts';
import type { Outside } from '../../ports/outside.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { tryWebhook } from '../../usecases/use-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House, outside: Outside) =>
  open(messagesRoutes.tryWebhook, async ({ by, params, key }) => {
    const outcome = await tryWebhook(house, outside, { by, id: params.id, key });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.tryWebhook, 200, outcome);
  });
