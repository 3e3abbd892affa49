import { listBallots } from '../../usecases/deliberation/list-ballots.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.listBallots, async ({ by }) => {
    const outcome = await listBallots(house, { by });
    return isDeclined(outcome) ? decline(outcome) : respond(deliberationRoutes.listBallots, 200, outcome.view);
  });
