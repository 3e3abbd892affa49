import type { DiscoveryParts } from '../../usecases/discovery/parts.ts';
import { startScan } from '../../usecases/discovery/run-scan.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (parts: DiscoveryParts) =>
  open(routes.startScan, async ({ by }) => {
    const outcome = await startScan(parts, by);
    return isDeclined(outcome) ? decline(outcome) : respond(routes.startScan, 201, outcome.view);
  });
