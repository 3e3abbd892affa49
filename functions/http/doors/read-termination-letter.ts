import type { House } from '../../usecases/house.ts';
import { readTerminationLetter } from '../../usecases/termination/read-termination-letter.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.readTerminationLetter, async ({ by, params }) => {
    const found = await readTerminationLetter(house, { by, caseId: params.caseId });
    return found.kind === 'letter' ? respond(routes.readTerminationLetter, 200, found.view) : decline(found);
  });
