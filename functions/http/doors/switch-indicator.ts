import type { DiscoveryDesk } from '../../usecases/discovery/parts.ts';
import { switchIndicator } from '../../usecases/discovery/switch-indicator.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { discoveryRoutes } from '../routes/discovery.ts';

export const door = (parts: DiscoveryDesk) =>
  open(discoveryRoutes.switchIndicator, async ({ by, params, body }) => {
    const outcome = await switchIndicator(parts, { by, ...params, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(discoveryRoutes.switchIndicator, 200, outcome);
  });
