import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION, openHouse, ROLE, type House } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({
    double: (event) => ({ n: (event as { n: number }).n * 2 }),
    boom: () => {
      throw Object.assign(new Error('it broke'), { name: 'Boom' });
    },
  });
});
afterAll(() => house.close());

const test = async (definition: object, more: Partial<TestStateCommandInput> = {}) => {
  const { $metadata: _, ...answer } = await house.sfn.send(
    new TestStateCommand({ definition: JSON.stringify(definition), ...more }),
  );
  return answer;
};
const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    ({ name, message }: Error) => `${name}: ${message}`,
  );

const CALL = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Next: 'After' };
const TASK = { ...CALL, QueryLanguage: 'JSONata', Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' } };
const MOCK_ERROR = { errorOutput: { error: 'Boom', cause: 'it broke' } };
const RETRY = [{ ErrorEquals: ['Boom'], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 3 }];

describe('TestState', () => {
  it('shows what the data were between the steps of a JSONPath state', async () => {
    const state = {
      Type: 'Pass',
      InputPath: '$.a',
      Parameters: { 'b.$': '$.b' },
      ResultPath: '$.out',
      OutputPath: '$.out',
      Next: 'After',
    };
    expect(await test(state, { input: '{"a":{"b":1}}', inspectionLevel: 'DEBUG' })).toEqual({
      status: 'SUCCEEDED',
      output: '{"b":1}',
      nextState: 'After',
      inspectionData: {
        input: '{"a":{"b":1}}',
        afterInputPath: '{"b":1}',
        afterParameters: '{"b":1}',
        afterResultSelector: '{"b":1}',
        afterResultPath: '{"a":{"b":1},"out":{"b":1}}',
      },
    });
  });

  it('shows only the outcome at INFO', async () => {
    expect(await test({ Type: 'Fail', Error: 'E', Cause: 'C' })).toEqual({ status: 'FAILED', error: 'E', cause: 'C' });
    expect(
      await test(
        { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'One' }], Default: 'Two' },
        { input: '{"x":2}' },
      ),
    ).toEqual({ status: 'SUCCEEDED', output: '{"x":2}', nextState: 'Two' });
  });

  it('takes a mock instead of the task', async () => {
    const state = { ...TASK, Output: '{% $states.result.Payload %}' };
    const mock = { result: '{"Payload":{"n":3}}' };
    expect(await test(state, { input: '{"n":1}', inspectionLevel: 'TRACE', mock })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"n":3}',
      inspectionData: { afterArguments: '{"FunctionName":"f","Payload":{"n":1}}', result: '{"Payload":{"n":3}}' },
    });
  });

  it('tells what would be retried, then caught, then what fails', async () => {
    const caught = { ErrorEquals: ['Boom'], Output: '{% $states.errorOutput %}', Next: 'Mend' };
    const run = (state: object, retrierRetryCount: number) =>
      test(state, { inspectionLevel: 'DEBUG', mock: MOCK_ERROR, stateConfiguration: { retrierRetryCount } });
    expect(await run({ ...TASK, Retry: RETRY }, 1)).toMatchObject({
      status: 'RETRIABLE',
      error: 'Boom',
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 6 } },
    });
    expect(await run({ ...TASK, Retry: RETRY, Catch: [caught] }, 2)).toMatchObject({
      status: 'CAUGHT_ERROR',
      nextState: 'Mend',
      output: '{"Error":"Boom","Cause":"it broke"}',
      inspectionData: { errorDetails: { catchIndex: 0 } },
    });
    expect(await run({ ...TASK, Retry: RETRY }, 2)).toMatchObject({ status: 'FAILED', cause: 'it broke' });
  });

  it('calls the function where there is no mock', async () => {
    const state = (name: string) => ({ Type: 'Task', Resource: `${FUNCTION}:${name}`, End: true });
    expect(await test(state('double'), { input: '{"n":21}', roleArn: ROLE })).toEqual({
      status: 'SUCCEEDED',
      output: '{"n":42}',
    });
    expect(await test(state('boom'), { roleArn: ROLE })).toMatchObject({ status: 'FAILED', error: 'Boom' });
  });

  it('finds a state by its name, at any depth', async () => {
    const inner = { StartAt: 'Deep', States: { Deep: { Type: 'Pass', Output: '{% $x + 1 %}', End: true } } };
    const machine = {
      QueryLanguage: 'JSONata',
      StartAt: 'All',
      States: { All: { Type: 'Parallel', Branches: [inner], End: true } },
    };
    expect(await test(machine, { stateName: 'Deep', variables: '{"x":1}' })).toEqual({
      status: 'SUCCEEDED',
      output: '2',
    });
    expect(await refusal(test(machine, { stateName: 'Nowhere' }))).toMatch(/^ValidationException: /);
    expect(await refusal(test(machine))).toMatch(/^ValidationException: /);
  });

  it('takes a given context, and refuses one that is none', async () => {
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.context.Execution.Name %}', End: true };
    expect(await test(state, { context: '{"Execution":{"Name":"mine"}}' })).toMatchObject({ output: '"mine"' });
    expect(await refusal(test(state, { context: '{"Execution":{"Name":1}}' }))).toBe(
      'ValidationException: Invalid Context object provided: Execution.Name must be a string',
    );
  });

  it('holds a Map’s failures against what it tolerates', async () => {
    const state = {
      Type: 'Map',
      ItemsPath: '$.items',
      ToleratedFailureCount: 1,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'A',
        States: { A: { Type: 'Pass', End: true } },
      },
      End: true,
    };
    const run = (mapIterationFailureCount: number) =>
      test(state, {
        input: '{"items":[1,2,3]}',
        mock: { result: '[1,2,3]' },
        stateConfiguration: { mapIterationFailureCount },
      });
    expect(await run(1)).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
    expect(await run(2)).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    expect(await refusal(run(4))).toMatch(/Map iteration failure count must be less than or equal/);
  });

  it.each([
    [TASK, { mock: { result: '{}', ...MOCK_ERROR } }, /only one of the following fields/],
    [TASK, { mock: { result: '{' } }, /mock\.result must be valid JSON/],
    [{ Type: 'Succeed' }, { mock: { result: '{}' } }, /State type 'Succeed' is not supported when a mock is specified/],
    [TASK, {}, /RoleArn must be specified when testing a Task state/],
    [
      { ...CALL, Resource: 'arn:aws:states:::events:putEvents', Parameters: { Entries: [] } },
      { mock: { result: '{"Entries":"none"}' } },
      /Mock result schema validation error: Field 'Entries' must be an array/,
    ],
  ])('refuses %j with %j', async (state, more, message) => {
    expect(await refusal(test(state, more))).toMatch(message);
  });
});
