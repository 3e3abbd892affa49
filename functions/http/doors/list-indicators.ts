import type { DiscoveryDesk } from '../../usecases/discovery/parts.ts';
import { readIndicators } from '../../usecases/discovery/read-indicators.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { discoveryRoutes } from '../routes/discovery.ts';

export const door = (parts: DiscoveryDesk) =>
  open(discoveryRoutes.listIndicators, async ({ by }) => {
    const outcome = await readIndicators(parts, { by });
    return isDeclined(outcome) ? decline(outcome) : respond(discoveryRoutes.listIndicators, 200, outcome.view);
  });
