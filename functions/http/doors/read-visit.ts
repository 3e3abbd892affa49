import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readVisit } from '../../usecases/visit/read-visit.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';

export const door = (house: House) =>
  open(visitRoutes.readVisit, async ({ by, params }) => {
    const outcome = await readVisit(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(visitRoutes.readVisit, 200, outcome.view);
  });
