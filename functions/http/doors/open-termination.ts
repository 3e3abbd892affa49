import type { House } from '../../usecases/house.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { startTermination } from '../../usecases/termination/start-termination.ts';
import { door as open } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { terminationRoutes } from '../routes/termination.ts';

export const door = (house: House) =>
  open(terminationRoutes.openTermination, async ({ by, body, key }) => {
    const outcome = await startTermination(house, { by, opening: body, key });
    return isDeclined(outcome)
      ? decline(outcome)
      : respond(terminationRoutes.openTermination, 201, outcome, { location: `/terminations/${outcome.caseId}` });
  });
