import { beginHandover } from '../../usecases/begin-handover.ts';
import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { peopleRoutes } from '../routes/people.ts';

export const door = (house: House) =>
  open(peopleRoutes.beginHandover, async ({ by, body, key }) => {
    const outcome = await beginHandover(house, { by, key, ...body });
    return isDeclined(outcome) ? decline(outcome) : respond(peopleRoutes.beginHandover, 202, outcome);
  });
