import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { withdrawTermination } from '../../usecases/termination/withdraw-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.withdrawTermination, async ({ by, params, body, key }) => {
    const outcome = await withdrawTermination(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(terminationRoutes.withdrawTermination, 200, outcome);
  });
