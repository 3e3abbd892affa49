import { closeAlerts } from '../../usecases/alert/close-alerts.ts';
import type { House } from '../../usecases/house.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';

export const door = (house: House) =>
  open(monitoringRoutes.closeAlerts, async ({ by, body }) => {
    const { view } = await closeAlerts(house, { by, ...body });
    return respond(monitoringRoutes.closeAlerts, 200, view);
  });
