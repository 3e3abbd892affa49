import type { House } from '../../usecases/house.ts';
import { pageOf, readTerminationLetter } from '../../usecases/termination/read-termination-letter.ts';
import { door as open } from '../door.ts';
import { letterPage } from '../letter-page.ts';
import { decline, respondPage } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.printTerminationLetter, async ({ by, params: { caseId } }) => {
    const found = await readTerminationLetter(house, { by, caseId });
    return found.kind === 'letter'
      ? respondPage(routes.printTerminationLetter, letterPage(pageOf(caseId, found.view)))
      : decline(found);
  });
