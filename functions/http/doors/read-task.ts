import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readTask } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readTask, async ({ by, params }) => {
    const outcome = await readTask(house, { by, taskId: params.taskId });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(routes.readTask, 200, outcome.view, etag(outcome.view.version));
  });
