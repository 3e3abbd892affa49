import { receiveAlert } from '../../usecases/alert/receive-alert.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.submitAlert, async ({ by, body }) => {
    const outcome = await receiveAlert(house, { by, system: body.system, row: body.alert });
    if (isDeclined(outcome)) return decline(outcome);
    return respond(monitoringRoutes.submitAlert, outcome.as === 'received' ? 201 : 200, outcome);
  });
