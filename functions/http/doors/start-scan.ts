import type { WorkflowService } from '../../ports/workflow.ts';
import type { DiscoveryDesk } from '../../usecases/discovery/parts.ts';
import { startScan } from '../../usecases/discovery/start-scan.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { discoveryRoutes } from '../routes/discovery.ts';

export const door = (parts: DiscoveryDesk, workflow: Pick<WorkflowService, 'start'>) =>
  open(discoveryRoutes.startScan, async ({ by }) => {
    const outcome = await startScan(parts, workflow, by);
    return isDeclined(outcome) ? decline(outcome) : respond(discoveryRoutes.startScan, 202, outcome);
  });
