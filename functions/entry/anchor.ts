import { anchorDoor } from '../sweeps/anchor.ts';
import { openAnchoring } from '../wiring/audit.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => anchorDoor(await openAnchoring(process.env)));

/** Called by the schedule once a day. */
export const handler = discreet(async () => (await open())());
