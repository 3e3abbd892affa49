import type { DiscoveryParts } from '../../usecases/discovery/parts.ts';
import { readRuns } from '../../usecases/discovery/read-runs.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (parts: DiscoveryParts) =>
  open(routes.listScanRuns, async ({ by, query }) => {
    const outcome = await readRuns(parts, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listScanRuns, 200, outcome.view);
  });
