import { readAdjudication } from '../../usecases/adjudication/read-adjudication.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House) =>
  open(databaseRoutes.readAdjudication, async ({ by, params }) => {
    const outcome = await readAdjudication(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.readAdjudication, 200, outcome.view);
  });
