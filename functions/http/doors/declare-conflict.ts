import { declareConflict } from '../../usecases/deliberation/declare-conflict.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.declareConflict, async ({ by, params, body, key }) => {
    const outcome = await declareConflict(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(deliberationRoutes.declareConflict, 200, outcome);
  });
