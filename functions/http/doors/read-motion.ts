import { readMotion } from '../../usecases/deliberation/read-motion.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { deliberationRoutes } from '../routes/deliberation.ts';

export const door = (house: House) =>
  open(deliberationRoutes.readMotion, async ({ by, params }) => {
    const outcome = await readMotion(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(deliberationRoutes.readMotion, 200, outcome.view);
  });
