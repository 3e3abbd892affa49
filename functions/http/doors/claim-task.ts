import { claimTask } from '../../usecases/claim-task.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.claimTask, async ({ by, params, key, version }) => {
    const outcome = await claimTask(house, { by, taskId: params.taskId, key, version });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.claimTask, 200, outcome, etag(outcome.version));
  });
