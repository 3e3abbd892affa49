import type { DynamoDBStreamEvent } from 'aws-lambda';
import { outboxDoor } from '../sweeps/outbox.ts';
import { discreet } from '../wiring/discreet.ts';
import { openMessages } from '../wiring/messages.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => outboxDoor(await openMessages(process.env)));

export const handler = discreet(async (event: DynamoDBStreamEvent) => (await open())(event));
