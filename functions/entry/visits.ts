import type { Context } from 'aws-lambda';
import { visitsDoors } from '../http/groups/visits.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { openLookingUp } from '../wiring/http-group.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => {
  const { house, identity, reportFailure } = await openLookingUp(process.env, 'visits');
  return httpHandler(visitsDoors(house), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
