import type { House } from '../../usecases/house.ts';
import { clockView, moveTestClock } from '../../usecases/move-test-clock.ts';
import type { MoveTestClockParts } from '../../usecases/move-test-clock.ts';
import { isDeclined } from '../../usecases/outcome.ts';
import { door as open } from '../door.ts';
import type { Door } from '../door.ts';
import { decline, respond } from '../respond.ts';
import { routes } from '../routes.ts';

/** Mounted in demo and test stages only. */
export const doors = (house: House, parts: MoveTestClockParts): readonly Door[] => [
  open(routes.readTestClock, async () => respond(routes.readTestClock, 200, clockView(parts.clock))),
  open(routes.moveTestClock, async ({ by, body }) => {
    const outcome = await moveTestClock(house, parts, { by, move: body });
    return isDeclined(outcome) ? decline(outcome) : respond(routes.moveTestClock, 200, outcome.view);
  }),
];
