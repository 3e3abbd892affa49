import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { objectToTermination } from '../../usecases/termination/object-to-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.objectToTermination, async ({ by, params, body, key }) => {
    const outcome = await objectToTermination(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(terminationRoutes.objectToTermination, 200, outcome);
  });
