import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { reassignTask } from '../../usecases/reassign-task.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.reassignTask, async ({ by, params, body, key, version }) => {
    const outcome = await reassignTask(house, { by, taskId: params.taskId, key, version, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.reassignTask, 200, outcome, etag(outcome.version));
  });
