import type { DiscoveryParts } from '../../usecases/discovery/parts.ts';
import { switchIndicator } from '../../usecases/discovery/switch-indicator.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (parts: DiscoveryParts) =>
  open(routes.switchIndicator, async ({ by, params, body }) => {
    const outcome = await switchIndicator(parts, { by, ...params, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.switchIndicator, 200, outcome);
  });
