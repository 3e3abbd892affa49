import type { House } from '../../usecases/house.ts';
import { readTermination } from '../../usecases/termination/read-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readTermination, async ({ by, params }) => {
    const found = await readTermination(house, { by, caseId: params.caseId });
    return found.kind === 'termination' ? respond(routes.readTermination, 200, found.view) : decline(found);
  });
