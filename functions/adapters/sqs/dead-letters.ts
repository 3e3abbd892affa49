import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../../ports/dead-letters.ts';

/** A redrive ends within this; what it left is seen again afterwards. */
const HIDDEN_SECONDS = 900;

/** `urls`: of each queue by its name. */
export function sqsDeadLetters(client: SQSClient, urls: { readonly [queue: string]: string }): DeadLetters {
  const urlOf = (queue: string): string => {
    const url = urls[queue];
    if (url === undefined) throw new Error(`there is no queue ${queue}.`);
    return url;
  };
  return {
    queues: Object.keys(urls),
    async receive(queue, most) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: urlOf(queue),
          MaxNumberOfMessages: most,
          VisibilityTimeout: HIDDEN_SECONDS,
          // All servers of the queue are asked; without it a queue of few messages often seems empty.
          WaitTimeSeconds: 2,
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(
        ({ MessageId: id = '', Body: body = '', ReceiptHandle: receipt = '', MessageAttributes = {} }) => ({
          id,
          body,
          receipt,
          attributes: Object.fromEntries(
            Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
          ),
        }),
      );
    },
    async strikeOff(queue, receipt) {
      await client.send(new DeleteMessageCommand({ QueueUrl: urlOf(queue), ReceiptHandle: receipt }));
    },
  };
}
