import type { House } from '../../usecases/house.ts';
import { clockView, moveTestClock } from '../../usecases/move-test-clock.ts';
import type { MoveTestClockParts } from '../../usecases/move-test-clock.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import type { Door } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { workRoutes } from '../routes/work.ts';

/** Mounted in demo and test stages only. */
export const doors = (house: House, parts: MoveTestClockParts): readonly Door[] => [
  open(workRoutes.readTestClock, async () => respond(workRoutes.readTestClock, 200, clockView(parts.clock))),
  open(workRoutes.moveTestClock, async ({ by, body }) => {
    const outcome = await moveTestClock(house, parts, { by, move: body });
    return isDeclined(outcome) ? decline(outcome) : respond(workRoutes.moveTestClock, 200, outcome.view);
  }),
];
