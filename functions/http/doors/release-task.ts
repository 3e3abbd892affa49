import { releaseTask } from '../../usecases/claim-task.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.releaseTask, async ({ by, params, key, version }) => {
    const outcome = await releaseTask(house, { by, taskId: params.taskId, key, version });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(workRoutes.releaseTask, 200, outcome, etag(outcome.version));
  });
