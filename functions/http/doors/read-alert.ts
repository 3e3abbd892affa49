import { readAlert } from '../../usecases/alert/read-alert.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.readAlert, async ({ by, params }) => {
    const outcome = await readAlert(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(monitoringRoutes.readAlert, 200, outcome.view);
  });
