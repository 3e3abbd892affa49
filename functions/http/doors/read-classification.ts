import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readClassification } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.readClassification, async ({ by, params }) => {
    const outcome = await readClassification(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.readClassification, 200, outcome.view);
  });
