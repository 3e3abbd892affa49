import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { restartCase } from '../../usecases/restart-case.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.restartCase, async ({ by, params, body, key }) => {
    const outcome = await restartCase(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.restartCase, 200, outcome);
  });
