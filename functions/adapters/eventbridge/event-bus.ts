import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Channel } from '../../ports/channel.ts';

export interface EventBusOptions {
  readonly client: EventBridgeClient;
  /** Name or ARN of the bus. */
  readonly busName: string;
}

/** What rules on the bus match on. */
export const EVENT_SOURCE = 'yimen.notifications';

/**
 * Each message as an event of the city's bus, for whatever listens there: ids, template and mailboxes, and no text. The
 * detail's `messageId` is the same at every attempt.
 */
export const createEventBus = ({ client, busName }: EventBusOptions): Channel => ({
  name: 'event-bus',
  async send({ messageId, template, to, caseId, taskId, at }) {
    const detail = { schemaVersion: 1, messageId, template, to, caseId: caseId ?? null, taskId: taskId ?? null };
    try {
      const { Entries = [] } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: busName,
              Source: EVENT_SOURCE,
              DetailType: template,
              Time: new Date(at),
              Detail: JSON.stringify(detail),
            },
          ],
        }),
      );
      // The call succeeds also where the bus took nothing of it.
      const [entry] = Entries;
      return entry?.EventId === undefined ? { kind: 'failed', why: entry?.ErrorCode ?? 'NoEventId' } : { kind: 'sent' };
    } catch (error) {
      return { kind: 'failed', why: error instanceof Error ? error.name : 'unknown error' };
    }
  },
});
