import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readRefusalLetter } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readRefusalLetter, async ({ by, params }) => {
    const outcome = await readRefusalLetter(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readRefusalLetter, 200, outcome.view);
  });
