import type { Context } from 'aws-lambda';
import { doors } from '../http/doors/test-clock.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openClockDesk } from '../wiring/test-clock.ts';

const open = remembered(async () => {
  const { identity, house, parts, reportFailure } = await openClockDesk(process.env);
  return httpHandler(doors(house, parts), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

/** Deployed in test stages only. */
export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
