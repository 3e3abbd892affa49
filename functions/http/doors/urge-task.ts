import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { urgeTask } from '../../usecases/urge-task.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.urgeTask, async ({ by, params, body, key }) => {
    const outcome = await urgeTask(house, { by, taskId: params.taskId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.urgeTask, 200, outcome, etag(outcome.version));
  });
