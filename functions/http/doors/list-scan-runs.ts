import type { DiscoveryDesk } from '../../usecases/discovery/parts.ts';
import { readRuns } from '../../usecases/discovery/read-runs.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { discoveryRoutes } from '../routes/discovery.ts';

export const door = (parts: DiscoveryDesk) =>
  open(discoveryRoutes.listScanRuns, async ({ by, query }) => {
    const outcome = await readRuns(parts, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(discoveryRoutes.listScanRuns, 200, outcome.view);
  });
