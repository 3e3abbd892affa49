import { move } from '../../usecases/deliberation/move.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.openMotion, async ({ by, body, key }) => {
    const outcome = await move(house, { by, key, ...body });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(deliberationRoutes.openMotion, 201, outcome, { location: `/motions/${outcome.caseId}` });
  });
