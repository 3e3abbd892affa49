import type { Context } from 'aws-lambda';
import { messagesDoors } from '../http/groups/messages.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { openMessages } from '../wiring/messages.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => {
  const { house, outside, identity, reportFailure } = await openMessages(process.env);
  return httpHandler(messagesDoors(house, outside), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
