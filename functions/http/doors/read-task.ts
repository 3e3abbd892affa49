import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readTask } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.readTask, async ({ by, params }) => {
    const outcome = await readTask(house, { by, taskId: params.taskId });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(workRoutes.readTask, 200, outcome.view, etag(outcome.view.version));
  });
