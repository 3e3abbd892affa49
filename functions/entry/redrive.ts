import { redriveDoor } from '../sweeps/redrive.ts';
import { discreet } from '../wiring/discreet.ts';
import { openRedrive } from '../wiring/redrive.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => redriveDoor(openRedrive(process.env)));

export const handler = discreet(async (asked: unknown) => (await open())(asked));
