import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listApplicationTasks } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.listApplicationTasks, async ({ by, params }) => {
    const outcome = await listApplicationTasks(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.listApplicationTasks, 200, outcome.view);
  });
