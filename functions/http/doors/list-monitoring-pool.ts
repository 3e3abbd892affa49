import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listPool } from '../../usecases/read-lists.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.listMonitoringPool, async ({ by, query }) => {
    const outcome = await listPool(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(casesRoutes.listMonitoringPool, 200, outcome.view);
  });
