import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { withdrawApplication } from '../../usecases/withdraw-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.withdrawApplication, async ({ by, params, body, key }) => {
    const outcome = await withdrawApplication(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.withdrawApplication, 200, outcome);
  });
