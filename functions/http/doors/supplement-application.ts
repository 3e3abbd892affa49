import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { supplementApplication } from '../../usecases/supplement-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.supplementApplication, async ({ by, params, body, key }) => {
    const outcome = await supplementApplication(house, { by, caseId: params.caseId, key, supplement: body });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.supplementApplication, 200, outcome);
  });
