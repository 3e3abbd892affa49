import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { removeWebhook } from '../../usecases/use-webhook.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.removeWebhook, async ({ by, params, key }) => {
    const outcome = await removeWebhook(house, { by, id: params.id, key });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.removeWebhook, 200, outcome);
  });
