import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readClassification } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readClassification, async ({ by, params }) => {
    const outcome = await readClassification(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readClassification, 200, outcome.view);
  });
