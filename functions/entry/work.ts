import type { Context } from 'aws-lambda';
import { workDoors } from '../http/groups/work.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { openCreating } from '../wiring/http-group.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => {
  const { house, identity, reportFailure } = await openCreating(process.env, 'work');
  return httpHandler(workDoors(house), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
