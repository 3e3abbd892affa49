import { readAlert } from '../../usecases/alert/read-alert.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readAlert, async ({ by, params }) => {
    const outcome = await readAlert(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.readAlert, 200, outcome.view);
  });
