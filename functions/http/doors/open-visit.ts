import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { openVisit } from '../../usecases/visit/open-visit.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { visitRoutes } from '../routes/visits.ts';

export const door = (house: House) =>
  open(visitRoutes.openVisit, async ({ by, body, key }) => {
    const outcome = await openVisit(house, { by, wanted: body, key });
    return isDeclined(outcome) ? decline(outcome) : respond(visitRoutes.openVisit, 201, outcome);
  });
