import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readRefusalLetter } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { intakeRoutes } from '../routes/intake.ts';

export const door = (house: House) =>
  open(intakeRoutes.readRefusalLetter, async ({ by, params }) => {
    const outcome = await readRefusalLetter(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(intakeRoutes.readRefusalLetter, 200, outcome.view);
  });
