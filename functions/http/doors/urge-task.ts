import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { urgeTask } from '../../usecases/urge-task.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.urgeTask, async ({ by, params, body, key }) => {
    const outcome = await urgeTask(house, { by, taskId: params.taskId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.urgeTask, 200, outcome, etag(outcome.version));
  });
