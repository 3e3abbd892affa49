import { declareConflict } from '../../usecases/deliberation/declare-conflict.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.declareConflict, async ({ by, params, body, key }) => {
    const outcome = await declareConflict(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.declareConflict, 200, outcome);
  });
