import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { restartCase } from '../../usecases/restart-case.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.restartCase, async ({ by, params, body, key }) => {
    const outcome = await restartCase(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.restartCase, 200, outcome);
  });
