import { door } from '../tasks/file-next-tier.ts';
import { discreet } from '../wiring/discreet.ts';
import { remembered } from '../wiring/remembered.ts';
import { openFindingHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openFindingHouse(process.env)));

export const handler = discreet(async (payload: unknown) => (await open())(payload));
