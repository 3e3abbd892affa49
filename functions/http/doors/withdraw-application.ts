import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { withdrawApplication } from '../../usecases/withdraw-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.withdrawApplication, async ({ by, params, body, key }) => {
    const outcome = await withdrawApplication(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.withdrawApplication, 200, outcome);
  });
