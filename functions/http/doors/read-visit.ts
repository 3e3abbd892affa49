import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readVisit } from '../../usecases/visit/read-visit.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readVisit, async ({ by, params }) => {
    const outcome = await readVisit(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readVisit, 200, outcome.view);
  });
