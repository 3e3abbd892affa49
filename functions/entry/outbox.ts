import type { DynamoDBStreamEvent } from 'aws-lambda';
import { outboxDoor } from '../sweeps/outbox.ts';
import { discreet } from '../wiring/discreet.ts';
import { openOutbox } from '../wiring/outbox.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => outboxDoor(await openOutbox(process.env)));

export const handler = discreet(async (event: DynamoDBStreamEvent) => (await open())(event));
