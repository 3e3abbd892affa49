import type { DiscoveryParts } from '../../usecases/discovery/parts.ts';
import { readIndicators } from '../../usecases/discovery/read-indicators.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (parts: DiscoveryParts) =>
  open(routes.listIndicators, async ({ by }) => {
    const outcome = await readIndicators(parts, { by });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listIndicators, 200, outcome.view);
  });
