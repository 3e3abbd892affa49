import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listWebhooks } from '../../usecases/use-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listWebhooks, async ({ by, query }) => {
    const outcome = await listWebhooks(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listWebhooks, 200, outcome.view);
  });
