import { castVote } from '../../usecases/deliberation/cast-vote.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, etag, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.castVote, async ({ by, params, body, key }) => {
    const outcome = await castVote(house, { by, taskId: params.taskId, vote: body, key });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(deliberationRoutes.castVote, 200, outcome, etag(outcome.version));
  });
