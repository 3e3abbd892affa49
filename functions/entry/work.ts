import type { Context } from 'aws-lambda';
import { workDoors } from '../http/groups/work.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { openWork } from '../wiring/work.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => {
  const { house, outside, identity, reportFailure } = await openWork(process.env);
  return httpHandler(workDoors(house, outside), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
