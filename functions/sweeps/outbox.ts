import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { deliverMessage } from '../usecases/sweep/deliver-message.ts';
import type { Delivery } from '../usecases/sweep/deliver-message.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Time } from '../ports/time.ts';

type Message = Parameters<typeof deliverMessage>[2];

export interface OutboxParts {
  readonly delivery: Delivery;
  /** Undefined: the written item is no message. */
  readonly messageOf: (
    image: Readonly<Record<string, AttributeValue>>,
  ) => { readonly id: string; readonly message: Message; readonly at: number } | undefined;
  /** Told how long each bell took, from the write that asked for it. */
  readonly metrics: Metrics;
  readonly time: Time;
  /** Told of ids only. */
  readonly reportFailure: (what: string, error: unknown) => void;
}

/**
 * The table's stream, read for messages that were just committed. What fails is reported by its position, so that the
 * stream retries from there; messages behind it may be delivered again, which changes nothing. A message that fails for
 * good stays in the outbox, where the sweep finds it.
 */
export function outboxDoor(parts: OutboxParts): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  const deliver = async (record: DynamoDBRecord): Promise<{ itemIdentifier: string } | undefined> => {
    const position = record.dynamodb?.SequenceNumber ?? '';
    const image = record.eventName === 'INSERT' ? record.dynamodb?.NewImage : undefined;
    if (image === undefined) return undefined;
    let id = `at ${position}`;
    try {
      const waiting = parts.messageOf(image);
      if (waiting === undefined) return undefined;
      id = waiting.id;
      await deliverMessage(parts.delivery, waiting.id, waiting.message);
      if (waiting.message.kind === 'ring') parts.metrics.put('BellLatencyMs', parts.time.now() - waiting.at);
      return undefined;
    } catch (error) {
      parts.reportFailure(`outbox message ${id}`, error);
      return { itemIdentifier: position };
    }
  };
  return async (event) => {
    const outcomes = await Promise.all(event.Records.map(deliver));
    return { batchItemFailures: outcomes.filter((failure) => failure !== undefined) };
  };
}
