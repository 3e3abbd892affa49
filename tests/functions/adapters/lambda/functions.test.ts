import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { lambdaFunctions } from '../../../../functions/adapters/lambda/functions.ts';

const lambda = mockClient(LambdaClient);
const functions = lambdaFunctions(new LambdaClient({ region: 'eu-west-1' }), { outbox: 'arn:outbox' });
const bytes = (text: string) => new TextEncoder().encode(text) as never;

describe('functions by their names', () => {
  beforeEach(() => lambda.reset());

  it('are handed a payload without waiting, or asked for an answer', async () => {
    lambda.on(InvokeCommand).resolves({ Payload: bytes('{"batchItemFailures":[]}') });
    await functions.send('outbox', { a: 1 });
    await expect(functions.call('outbox', { a: 2 })).resolves.toEqual({ batchItemFailures: [] });
    expect(
      lambda
        .commandCalls(InvokeCommand)
        .map(({ args }) => [
          args[0].input.FunctionName,
          args[0].input.InvocationType,
          Buffer.from(args[0].input.Payload as Uint8Array).toString(),
        ]),
    ).toEqual([
      ['arn:outbox', 'Event', '{"a":1}'],
      ['arn:outbox', 'RequestResponse', '{"a":2}'],
    ]);
  });

  it('fail where the function did, without repeating what it said', async () => {
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload: bytes('{"errorMessage":"张三"}') });
    await expect(functions.call('outbox', {})).rejects.toThrow(/^outbox failed\.$/);
    await expect(functions.send('other', {})).rejects.toThrow('there is no function other');
  });
});
