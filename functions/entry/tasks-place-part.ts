import { door } from '../tasks/place-part.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openKeylessHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openKeylessHouse(process.env)));

export const handler = discreet(async (payload: unknown) => (await open())(payload));
