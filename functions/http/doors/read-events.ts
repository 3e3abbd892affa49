import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readEvents } from '../../usecases/read-lists.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readEvents, async ({ by, params }) => {
    const outcome = await readEvents(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readEvents, 200, outcome.view);
  });
