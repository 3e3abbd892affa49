import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listUnitTasks } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listUnitTasks, async ({ by, query }) => {
    const outcome = await listUnitTasks(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listUnitTasks, 200, outcome.view);
  });
