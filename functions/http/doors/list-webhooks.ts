import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listWebhooks } from '../../usecases/use-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { messagesRoutes } from '../routes/messages.ts';

export const door = (house: House) =>
  open(messagesRoutes.listWebhooks, async ({ by, query }) => {
    const outcome = await listWebhooks(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(messagesRoutes.listWebhooks, 200, outcome.view);
  });
