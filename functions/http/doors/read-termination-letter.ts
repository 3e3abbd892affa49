import type { House } from '../../usecases/house.ts';
import { readTerminationLetter } from '../../usecases/termination/read-termination-letter.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.readTerminationLetter, async ({ by, params }) => {
    const found = await readTerminationLetter(house, { by, caseId: params.caseId });
    return found.kind === 'letter' ? respond(terminationRoutes.readTerminationLetter, 200, found.view) : decline(found);
  });
