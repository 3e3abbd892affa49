import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { readLetter } from '../../usecases/read-letter.ts';
import { door as open } from '../door.ts';
import { letterPage } from '../letter-page.ts';
import { decline, respondPage } from '../respond.ts';
import { casesRoutes } from '../routes/cases.ts';

export const door = (house: House) =>
  open(casesRoutes.readLetter, async ({ by, params }) => {
    const outcome = await readLetter(house, { by, ...params });
    return isDeclined(outcome) ? decline(outcome) : respondPage(casesRoutes.readLetter, letterPage(outcome.page));
  });
