import { closeBallot } from '../../usecases/deliberation/close-ballot.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.closeBallot, async ({ by, params, key }) => {
    const outcome = await closeBallot(house, { by, taskId: params.taskId, key });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(deliberationRoutes.closeBallot, 200, outcome, etag(outcome.version));
  });
