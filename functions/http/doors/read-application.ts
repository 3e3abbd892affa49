import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readApplication } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.readApplication, async ({ by, params }) => {
    const outcome = await readApplication(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.readApplication, 200, outcome.view);
  });
