import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readReceipt } from '../../usecases/read-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readReceipt, async ({ by, params }) => {
    const outcome = await readReceipt(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.readReceipt, 200, outcome.view);
  });
