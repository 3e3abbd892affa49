import type { Context } from 'aws-lambda';
import { doors } from '../http/doors/test-clock.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { sweepDoor } from '../sweeps/sweep.ts';
import { remembered } from '../wiring/remembered.ts';
import { openClockDesk } from '../wiring/test-clock.ts';

const nothing = { noticesEnded: 0, limitsExceeded: 0, reminded: 0 };

const open = remembered(async () => {
  const { identity, clock, sweeping, rest } = await openClockDesk(process.env);
  const { house, dueIndex, reportFailure } = sweeping;
  const sweep = sweepDoor(sweeping);
  const runSweeps = async () => (await sweep()).due ?? nothing;
  return httpHandler(doors(house, { clock, dueIndex, rest, runSweeps }), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

/** Deployed in test stages only. */
export const handler = async (event: HttpEvent, context: Context) => (await open())(event, context);
