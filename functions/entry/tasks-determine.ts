import { door } from '../tasks/determine.ts';
import { remembered } from '../wiring/remembered.ts';
import { openFindingHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openFindingHouse(process.env)));

export const handler = async (payload: unknown) => (await open())(payload);
