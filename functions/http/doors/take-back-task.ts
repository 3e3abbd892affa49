import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { takeBackTask } from '../../usecases/take-back-task.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.takeBackTask, async ({ by, params, body, key, version }) => {
    const outcome = await takeBackTask(house, { by, taskId: params.taskId, key, version, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.takeBackTask, 200, outcome, etag(outcome.version));
  });
