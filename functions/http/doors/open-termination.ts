import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { startTermination } from '../../usecases/termination/start-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

export const door = (house: House) =>
  open(routes.openTermination, async ({ by, body, key }) => {
    const outcome = await startTermination(house, { by, opening: body, key });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(routes.openTermination, 201, outcome, { location: `/terminations/${outcome.caseId}` });
  });
