import { door } from '../tasks/review-households.ts';
import { discreet } from '../wiring/discreet.ts';
import { openQueries } from '../wiring/queries.ts';
import { remembered } from '../wiring/remembered.ts';
import { openFullHouse } from '../wiring/tasks.ts';

const open = remembered(async () => door(await openFullHouse(process.env), openQueries(process.env).feeds));

export const handler = discreet(async (payload: unknown) => (await open())(payload));
