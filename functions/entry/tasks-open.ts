import { door } from '../tasks/open-task.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openDoorbellHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openDoorbellHouse(process.env)));

export const handler = discreet(async (payload: unknown) => (await open())(payload));
