import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listUnitTasks } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.listUnitTasks, async ({ by, query }) => {
    const outcome = await listUnitTasks(house, { by, ...query });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.listUnitTasks, 200, outcome.view);
  });
