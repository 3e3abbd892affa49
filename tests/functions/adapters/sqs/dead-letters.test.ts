import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { sqsDeadLetters } from '../../../../functions/adapters/sqs/dead-letters.ts';

const sqs = mockClient(SQSClient);
const letters = sqsDeadLetters(new SQSClient({ region: 'eu-west-1' }), { outbox: 'https://queue/outbox' });

describe('dead letters in SQS', () => {
  beforeEach(() => sqs.reset());

  it('come with what was written beside them, and are hidden while they are worked off', async () => {
    sqs.on(ReceiveMessageCommand).resolves({
      Messages: [
        {
          MessageId: 'm1',
          Body: '{}',
          ReceiptHandle: 'r1',
          MessageAttributes: { RULE_ARN: { DataType: 'String', StringValue: 'arn' } },
        },
      ],
    });
    await expect(letters.receive('outbox', 7)).resolves.toEqual([
      { id: 'm1', body: '{}', receipt: 'r1', attributes: { RULE_ARN: 'arn' } },
    ]);
    expect(sqs.commandCalls(ReceiveMessageCommand)[0]!.args[0].input).toMatchObject({
      QueueUrl: 'https://queue/outbox',
      MaxNumberOfMessages: 7,
      VisibilityTimeout: 900,
      MessageAttributeNames: ['All'],
    });
  });

  it('are struck off by their receipt', async () => {
    sqs.on(DeleteMessageCommand).resolves({});
    await letters.strikeOff('outbox', 'r1');
    expect(sqs.commandCalls(DeleteMessageCommand)[0]!.args[0].input).toEqual({
      QueueUrl: 'https://queue/outbox',
      ReceiptHandle: 'r1',
    });
  });

  it('are none in an empty queue; of a queue that is not there nobody hears', async () => {
    sqs.on(ReceiveMessageCommand).resolves({});
    await expect(letters.receive('outbox', 1)).resolves.toEqual([]);
    await expect(letters.receive('other', 1)).rejects.toThrow('there is no queue other');
    expect(letters.queues).toEqual(['outbox']);
  });
});
