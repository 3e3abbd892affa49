import { taskDoors } from '../tasks/doors.ts';
import { remembered } from '../wiring/remembered.ts';
import { openFullHouse } from '../wiring/tasks.ts';

const open = remembered(async () => taskDoors(await openFullHouse(process.env)).determine);

export const handler = async (payload: unknown) => (await open())(payload);
