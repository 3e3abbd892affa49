import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { reinstateAid } from '../../usecases/termination/reinstate-aid.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.reinstateAid, async ({ by, params, body, key }) => {
    const outcome = await reinstateAid(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(terminationRoutes.reinstateAid, 200, outcome);
  });
