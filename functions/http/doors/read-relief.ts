import { readRelief } from '../../usecases/relief/read-relief.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.readRelief, async ({ by, params }) => {
    const outcome = await readRelief(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(monitoringRoutes.readRelief, 200, outcome.view);
  });
