import type { House } from '../../usecases/house.ts';
import { pageOf, readTerminationLetter } from '../../usecases/termination/read-termination-letter.ts';
import { door as open } from '../door.ts';
import { letterPage } from '../letter-page.ts';
import { decline, respondPage } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.printTerminationLetter, async ({ by, params: { caseId } }) => {
    const found = await readTerminationLetter(house, { by, caseId });
    return found.kind === 'letter'
      ? respondPage(terminationRoutes.printTerminationLetter, letterPage(pageOf(caseId, found.view)))
      : decline(found);
  });
