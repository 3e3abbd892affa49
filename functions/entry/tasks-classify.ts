import { taskDoors } from '../tasks/doors.ts';
import { remembered } from '../wiring/remembered.ts';
import { openSealingHouse } from '../wiring/tasks.ts';

const open = remembered(async () => taskDoors(await openSealingHouse(process.env)).classify);

export const handler = async (payload: unknown) => (await open())(payload);
