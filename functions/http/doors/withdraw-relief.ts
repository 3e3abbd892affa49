import { withdrawRelief } from '../../usecases/relief/withdraw-relief.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.withdrawRelief, async ({ by, params, body, key }) => {
    const outcome = await withdrawRelief(house, { by, caseId: params.caseId, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(monitoringRoutes.withdrawRelief, 200, outcome);
  });
