import type { DynamoDBStreamEvent } from 'aws-lambda';
import { outboxDoor } from '../sweeps/outbox.ts';
import { openMessages } from '../wiring/messages.ts';
import { remembered } from '../wiring/remembered.ts';

const open = remembered(async () => outboxDoor(await openMessages(process.env)));

export const handler = async (event: DynamoDBStreamEvent) => (await open())(event);
