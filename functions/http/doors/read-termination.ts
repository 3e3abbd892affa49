import type { House } from '../../usecases/house.ts';
import { readTermination } from '../../usecases/termination/read-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.readTermination, async ({ by, params }) => {
    const found = await readTermination(house, { by, caseId: params.caseId });
    return found.kind === 'termination' ? respond(terminationRoutes.readTermination, 200, found.view) : decline(found);
  });
