import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readDeadline } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readDeadline, async ({ by, params }) => {
    const outcome = await readDeadline(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readDeadline, 200, outcome.view);
  });
