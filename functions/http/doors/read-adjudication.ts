import { readAdjudication } from '../../usecases/adjudication/read-adjudication.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readAdjudication, async ({ by, params }) => {
    const outcome = await readAdjudication(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readAdjudication, 200, outcome.view);
  });
