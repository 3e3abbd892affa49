import type { Context } from 'aws-lambda';
import { intakeDoors } from '../http/groups/intake.ts';
import type { HttpEvent } from '../http/http.ts';
import { httpHandler } from '../http/middleware.ts';
import { welcoming } from '../http/welcome.ts';
import { discreet } from '../wiring/discreet.ts';
import { readEnvironment, stageSettings } from '../wiring/environment.ts';
import { openLookingUp } from '../wiring/http-group.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => {
  const { house, identity, reportFailure } = await openLookingUp(process.env, 'intake');
  const { STAGE: stage } = readEnvironment(stageSettings, process.env);
  return httpHandler(intakeDoors(house, stage), {
    identity,
    welcome: welcoming(house.people),
    onFailure: ({ requestId, route, error }) => reportFailure(`request ${requestId} (${route})`, error),
  });
});

export const handler = discreet(async (event: HttpEvent, context: Context) => (await open())(event, context));
