import { receiveAlerts } from '../../usecases/alert/receive-alerts.ts';
import type { House } from '../../usecases/house.ts';
import { alertRows } from '../alert-rows.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.submitAlerts, async ({ by, body }) => {
    const { view } = await receiveAlerts(house, { by, system: body.system, ...alertRows(body.alerts) });
    return respond(monitoringRoutes.submitAlerts, 200, view);
  });
