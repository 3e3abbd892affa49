import type { DynamoDBStreamEvent } from 'aws-lambda';
import { outboxDoor } from '../sweeps/outbox.ts';
import { discreet } from '../wiring/discreet.ts';
import { openCourier } from '../wiring/courier.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => outboxDoor(await openCourier(process.env)));

export const handler = discreet(async (event: DynamoDBStreamEvent) => (await open())(event));
