import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { restartApplication } from '../../usecases/restart-application.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.restartApplication, async ({ by, params, body, key }) => {
    const outcome = await restartApplication(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.restartApplication, 200, outcome);
  });
