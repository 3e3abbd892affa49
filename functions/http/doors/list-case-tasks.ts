import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { listCaseTasks } from '../../usecases/read-tasks.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

export const door = (house: House) =>
  open(workRoutes.listCaseTasks, async ({ by, params }) => {
    const outcome = await listCaseTasks(house, { by, caseId: params.caseId });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.listCaseTasks, 200, outcome.view);
  });
