import { requestRelief } from '../../usecases/relief/request-relief.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.requestRelief, async ({ by, body, key }) => {
    const outcome = await requestRelief(house, { by, request: body, key });
    return isDeclined(outcome) ? decline(outcome) : respond(monitoringRoutes.requestRelief, 201, outcome);
  });
