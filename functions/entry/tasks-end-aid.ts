import { door } from '../tasks/end-aid.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openSealingHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openSealingHouse(process.env)));

export const handler = discreet(async (payload: unknown) => (await open())(payload));
