import fc from 'fast-check';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../local/sfn-endpoint/operations.ts';
import { openHouse, PASS, ROLE, type House } from './house.ts';

let house: House;
let stateMachineArn: string;
beforeAll(async () => {
  house = await openHouse();
  ({ stateMachineArn } = await house.endpoint.engine.createStateMachine({
    name: 'm',
    definition: PASS,
    roleArn: ROLE,
  }));
});
afterAll(() => house.close());

const send = async (target: string, body: string | Uint8Array<ArrayBuffer>) => {
  const response = await fetch(house.endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
};

/** Undefined for a whole answer or a whole refusal with nothing failed inside. */
function problemOf({ status, body }: Awaited<ReturnType<typeof send>>): unknown {
  if (house.errors.length > 0) return house.errors;
  if (status === 200) return undefined;
  const { __type: type, message } = body;
  const whole = status === 400 && /^[A-Z]\w+$/.test(String(type)) && typeof message === 'string';
  return whole ? undefined : { status, body };
}

const names = [...OPERATIONS.keys()];
const fields = [
  'name',
  'definition',
  'roleArn',
  'type',
  'stateMachineArn',
  'executionArn',
  'input',
  'taskToken',
  'output',
  'maxResults',
  'nextToken',
  'tags',
  'tagKeys',
  'resourceArn',
  'routingConfiguration',
  'stateMachineAliasArn',
  'stateMachineVersionArn',
  'loggingConfiguration',
  'publish',
  'reverseOrder',
  'statusFilter',
  'description',
  'revisionId',
];
const value = () =>
  fc.oneof(
    { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    fc.constantFrom(
      stateMachineArn,
      `${stateMachineArn}:1`,
      `${stateMachineArn}:live`,
      `${stateMachineArn.replace(':stateMachine:', ':execution:')}:e`,
      PASS,
      '{}',
      'STANDARD',
      'EXPRESS',
      'RUNNING',
      0,
      1,
      1_001,
      -1,
      1e300,
      true,
    ),
  );

describe('the endpoint', () => {
  it('answers any body of any operation with an answer or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names.filter((name) => name !== 'DeleteStateMachine')),
        fc.dictionary(fc.constantFrom(...fields), value(), { maxKeys: 8 }),
        async (name, body) => {
          expect(problemOf(await send(`AWSStepFunctions.${name}`, JSON.stringify(body)))).toBeUndefined();
        },
      ),
      { numRuns: 600 },
    );
  });

  it('refuses bytes that are no request', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(...names, 'Nothing', ''),
        async (bytes, name) => {
          expect(problemOf(await send(`AWSStepFunctions.${name}`, new Uint8Array(bytes)))).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('minds no client that goes away in the middle of a request', async () => {
    for (let i = 0; i < 20; i++) {
      const socket = connect(Number(new URL(house.endpoint.url).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"a":');
      if (i % 2 === 0) socket.resetAndDestroy();
      else socket.destroy();
      await once(socket, 'close');
    }
    expect((await send('AWSStepFunctions.ListStateMachines', '{}')).status).toBe(200);
    expect(house.errors).toEqual([]);
  });

  it('refuses what is too deep or too large, and stays', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const start = (input: string) =>
      send('AWSStepFunctions.StartExecution', JSON.stringify({ stateMachineArn, input }));
    expect((await start(deep)).body).toMatchObject({ __type: 'InvalidExecutionInput' });
    const nested = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect((await start(nested)).body).toMatchObject({ __type: 'InvalidExecutionInput' });
    const large = await send('AWSStepFunctions.StartExecution', 'x'.repeat(9 * 1_048_576));
    expect(large).toMatchObject({ status: 413, body: { __type: 'RequestEntityTooLarge' } });
    expect((await start('1')).status).toBe(200);
    expect(house.errors).toEqual([]);
  });
});
