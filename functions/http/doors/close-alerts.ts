import { closeAlerts } from '../../usecases/alert/close-alerts.ts';
import type { House } from '../../usecases/house.ts';
import { door as open } from '../door.ts';
import { respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.closeAlerts, async ({ by, body }) => {
    const { view } = await closeAlerts(house, { by, ...body });
    return respond(routes.closeAlerts, 200, view);
  });
