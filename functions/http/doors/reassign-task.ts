import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { reassignTask } from '../../usecases/reassign-task.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.reassignTask, async ({ by, params, body, key, version }) => {
    const outcome = await reassignTask(house, { by, taskId: params.taskId, key, version, ...body });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(workRoutes.reassignTask, 200, outcome, etag(outcome.version));
  });
