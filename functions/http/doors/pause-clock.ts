import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { pauseClock } from '../../usecases/pause-clock.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.pauseClock, async ({ by, params, body, key }) => {
    const outcome = await pauseClock(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.pauseClock, 200, outcome);
  });
