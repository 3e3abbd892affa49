import { openAdjudication } from '../../usecases/adjudication/open-adjudication.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { databaseRoutes } from '../routes/database.ts';

export const door = (house: House) =>
  open(databaseRoutes.openAdjudication, async ({ by, body, key }) => {
    const outcome = await openAdjudication(house, { by, wanted: body, key });
    return isDeclined(outcome) ? decline(outcome) : respond(databaseRoutes.openAdjudication, 201, outcome);
  });
