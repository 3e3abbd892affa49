import type { House } from '../../usecases/house.ts';
import type { Outside } from '../../ports/outside.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { addWebhook } from '../../usecases/add-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House, outside: Outside) =>
  open(messagesRoutes.addWebhook, async ({ by, body, key }) => {
    const outcome = await addWebhook(house, outside, { by, key, webhook: body });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.addWebhook, 201, outcome);
  });
