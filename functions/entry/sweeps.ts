import { sweepDoor } from '../sweeps/sweep.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openSweeps } from '../wiring/sweeps.ts';

const open = remembered(async () => sweepDoor(await openSweeps(process.env)));

/** The answer goes to nobody when the schedule asks; a person who invokes it by hand sees the counts. */
export const handler = discreet(async () => (await open())());
