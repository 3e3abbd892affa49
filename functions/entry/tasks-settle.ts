import { taskDoors } from '../tasks/doors.ts';
import { remembered } from '../wiring/remembered.ts';
import { openKeylessHouse } from '../wiring/tasks.ts';

const open = remembered(async () => taskDoors(await openKeylessHouse(process.env))['settle-task']);

export const handler = async (payload: unknown) => (await open())(payload);
