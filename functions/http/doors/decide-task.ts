import { decideTask } from '../../usecases/decide-task.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.decideTask, async ({ by, params, body, key, version }) => {
    const outcome = await decideTask(house, { by, taskId: params.taskId, decision: body, key, version });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.decideTask, 200, outcome, etag(outcome.version));
  });
