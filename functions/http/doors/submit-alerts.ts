import { receiveAlerts } from '../../usecases/alert/receive-alerts.ts';
import type { House } from '../../usecases/house.ts';
import { alertRows } from '../alert-rows.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.submitAlerts, async ({ by, body }) => {
    const { view } = await receiveAlerts(house, { by, system: body.system, ...alertRows(body.alerts) });
    return respond(routes.submitAlerts, 200, view);
  });
