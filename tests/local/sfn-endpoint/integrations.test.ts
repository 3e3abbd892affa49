import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../local/engine/json.ts';
import { dynamodb } from '../../../local/sfn-endpoint/integrations/dynamodb.ts';
import { lambdaDoor } from '../../../local/sfn-endpoint/lambda.ts';
import { FUNCTION, machine, openHouse, type House } from './house.ts';

const rooms: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of rooms.splice(0).toReversed()) await close();
});

interface Seen {
  readonly path: string;
  readonly target: string;
  readonly body: Json;
}

/** A service on a free port that answers as it is told. */
async function service(
  answer: (seen: Seen) => { status?: number; headers?: Record<string, string>; body: unknown },
): Promise<string> {
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString() || 'null') as Json;
      const {
        status = 200,
        headers,
        body: reply,
      } = answer({
        path: request.url ?? '',
        target: String(request.headers['x-amz-target'] ?? ''),
        body,
      });
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...headers });
      response.end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  rooms.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

async function run({ endpoint: { engine } }: House, states: object, input: Json = {}) {
  await engine.createStateMachine({ name: 'm', definition: machine(states) });
  const { executionArn } = await engine.startExecution({ stateMachine: 'm', input });
  return engine.finished(executionArn);
}

const task = (resource: string, given: object, more: object = {}): object => ({
  Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: given, End: true, ...more },
});

async function withFolder(more: Parameters<typeof openHouse>[1] = {}): Promise<{ house: House; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'sfn-'));
  rooms.push(() => rmSync(folder, { recursive: true }));
  const house = await openHouse({}, { folder, ...more });
  rooms.push(house.close);
  return { house, folder };
}
const lines = (folder: string, sink: string): Record<string, Json>[] =>
  readFileSync(join(folder, 'sinks', `${sink}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, Json>);

describe('sinks', () => {
  it.each([
    ['events:putEvents', 'events', { Entries: [{ Source: 's', DetailType: 't', Detail: { a: 1 } }] }],
    ['sqs:sendMessage', 'sqs', { QueueUrl: 'http://q/1', MessageBody: { a: 1 } }],
    ['sns:publish', 'sns', { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: 'hello' }],
    ['aws-sdk:sns:publish', 'sns', { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: 'hello' }],
  ])('keep what %s sends, and answer as the service does', async (resource, sink, request) => {
    const { house, folder } = await withFolder();
    const ended = await run(house, task(resource, request));
    const [line, ...rest] = lines(folder, sink);
    expect(rest).toEqual([]);
    expect(line).toMatchObject({ executionArn: ended.executionArn, stateName: 'Call', request });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: line!['answer'] });
  });

  it('hand on a token and wait for it', async () => {
    const { house, folder } = await withFolder();
    const { engine } = house.endpoint;
    const states = task('sqs:sendMessage.waitForTaskToken', {
      QueueUrl: 'http://q/1',
      MessageBody: { token: '{% $states.context.Task.Token %}' },
    });
    await engine.createStateMachine({ name: 'm', definition: machine(states) });
    const { executionArn } = await engine.startExecution({ stateMachine: 'm' });
    await expect
      .poll(async () => (await engine.getExecutionHistory(executionArn)).some(({ type }) => type === 'TaskSubmitted'))
      .toBe(true);
    const [line] = lines(folder, 'sqs');
    const { MessageBody } = line!['request'] as { MessageBody: { token: string } };
    await engine.sendTaskSuccess(MessageBody.token, 'read');
    expect(await engine.finished(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: 'read' });
  });

  it('are refused without a folder to keep them in', async () => {
    const house = await openHouse();
    rooms.push(house.close);
    await expect(run(house, task('sns:publish', { Message: 'x' }))).rejects.toMatchObject({
      name: 'InvalidDefinition',
    });
  });
});

describe('dynamodb', () => {
  const tableHouse = async (url: string): Promise<House> => {
    const client = new DynamoDBClient({
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    });
    rooms.push(() => client.destroy());
    const house = await openHouse({}, { integrations: [dynamodb(client)] });
    rooms.push(house.close);
    return house;
  };

  it.each(['dynamodb:getItem', 'aws-sdk:dynamodb:getItem'])('sends %s to the endpoint', async (resource) => {
    const seen: Seen[] = [];
    const url = await service((request) => {
      seen.push(request);
      return { body: { Item: { id: { S: 'a' }, blob: { B: 'aGk=' } } } };
    });
    const given = { TableName: 't', Key: { id: { S: 'a' } } };
    const ended = await run(await tableHouse(url), task(resource, given));
    expect(seen).toMatchObject([{ target: 'DynamoDB_20120810.GetItem', body: given }]);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { Item: { id: { S: 'a' }, blob: { B: 'aGk=' } } } });
  });

  it.each([
    ['dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException'],
  ])('gives the error of %s as %s', async (resource, error) => {
    const url = await service(() => ({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'no' },
    }));
    const states = task(resource, { TableName: 't', Item: { id: { S: 'a' } } });
    expect(await run(await tableHouse(url), states)).toMatchObject({ status: 'FAILED', error });
  });

  it('is refused with an action that it does not have, or without its arguments', async () => {
    const house = await tableHouse('http://127.0.0.1:1');
    for (const states of [task('dynamodb:query', { TableName: 't' }), task('dynamodb:getItem', { TableName: 't' })])
      await expect(run(house, states)).rejects.toMatchObject({ name: 'InvalidDefinition' });
  });
});

describe('a Lambda-compatible endpoint', () => {
  const functionHouse = async (endpoint: string): Promise<House> => {
    const house = await openHouse({}, { lambda: lambdaDoor({ endpoint }) });
    rooms.push(house.close);
    return house;
  };
  const states = { Call: { Type: 'Task', Resource: `${FUNCTION}:double`, Arguments: { n: 2 }, End: true } };

  it('is called with the payload, and its answer is the result', async () => {
    const seen: Seen[] = [];
    const url = await service((request) => {
      seen.push(request);
      return { body: { n: 4 } };
    });
    expect(await run(await functionHouse(url), states)).toMatchObject({ status: 'SUCCEEDED', output: { n: 4 } });
    expect(seen).toMatchObject([{ path: '/2015-03-31/functions/double/invocations', body: { n: 2 } }]);
  });

  it('gives a function’s error as Lambda reports it', async () => {
    const url = await service(() => ({
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: { errorType: 'Odd', errorMessage: 'not even', stackTrace: [] },
    }));
    const ended = await run(await functionHouse(url), states);
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Odd' });
    expect(JSON.parse(ended.cause!)).toEqual({ errorType: 'Odd', errorMessage: 'not even', stackTrace: [] });
  });

  it('gives its own refusals, and its absence, as errors of Lambda', async () => {
    const url = await service(() => ({
      status: 404,
      headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
      body: { Message: 'no such function' },
    }));
    expect(await run(await functionHouse(url), states)).toMatchObject({
      error: 'Lambda.ResourceNotFoundException',
      cause: 'no such function',
    });
    expect(await run(await functionHouse('http://127.0.0.1:1'), states)).toMatchObject({
      error: 'Lambda.SdkClientException',
    });
  });
});
