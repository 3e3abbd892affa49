import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readClassification } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readClassification, async ({ by, params }) => {
    const outcome = await readClassification(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readClassification, 200, outcome.view);
  });
