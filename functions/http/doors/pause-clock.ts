import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { pauseClock } from '../../usecases/pause-clock.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.pauseClock, async ({ by, params, body, key }) => {
    const outcome = await pauseClock(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.pauseClock, 200, outcome);
  });
