import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { afterEach, describe, expect, it } from 'vitest';
import { createStepFunctionsWorkflow } from '../../../../functions/adapters/stepfunctions/stepfunctions-workflow.ts';

const sfn = mockClient(SFNClient);
const machineArn = 'arn:aws-cn:states:cn-northwest-1:123456789012:stateMachine:application';
const workflow = createStepFunctionsWorkflow({
  client: new SFNClient({ region: 'cn-northwest-1' }),
  machineArn: (machine) => (machine === 'application' ? machineArn : undefined),
});
const said = { message: 'said by AWS', $metadata: {} };
const execution = { machine: 'application', name: 'C1-intake-1-g0-r0' };
const withName = (name: string): Error => Object.assign(new Error('said by AWS'), { name });

afterEach(() => sfn.reset());

describe('start', () => {
  const request = { ...execution, input: { schemaVersion: 1, caseId: 'C1' } };

  it('starts the machine under the name, with the input as JSON', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    expect(await workflow.start(request)).toBe('started');
    expect(sfn).toHaveReceivedCommandWith(StartExecutionCommand, {
      stateMachineArn: machineArn,
      name: execution.name,
      input: '{"schemaVersion":1,"caseId":"C1"}',
    });
  });

  it('takes an existing execution for success', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(said));
    expect(await workflow.start(request)).toBe('already-exists');
  });

  it('rejects a machine that is not deployed without asking', async () => {
    await expect(workflow.start({ ...request, machine: 'other' })).rejects.toMatchObject({ name: 'WorkflowRejected' });
    expect(sfn).not.toHaveReceivedAnyCommand();
  });
});

describe('signal', () => {
  it('rings with an empty output: the decision stands in the store', async () => {
    sfn.on(SendTaskSuccessCommand).resolves({});
    expect(await workflow.signal('TOKEN')).toBe('woken');
    expect(sfn).toHaveReceivedCommandWith(SendTaskSuccessCommand, { taskToken: 'TOKEN', output: '{}' });
  });

  it.each([[new TaskTimedOut(said)], [new TaskDoesNotExist(said)], [new InvalidToken(said)]])(
    'takes %s for a bell that nobody needs any more',
    async (error) => {
      sfn.on(SendTaskSuccessCommand).rejects(error);
      expect(await workflow.signal('TOKEN')).toBe('gone');
    },
  );

  it('never repeats the token in an error', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(Object.assign(new Error('bad TOKEN'), { name: 'ThrottlingException' }));
    await expect(workflow.signal('TOKEN')).rejects.toThrow(/^(?!.*TOKEN)/);
  });
});

describe('isRunning', () => {
  it.each([
    ['RUNNING', true],
    ['PENDING_REDRIVE', true],
    ['SUCCEEDED', false],
    ['FAILED', false],
    ['TIMED_OUT', false],
    ['ABORTED', false],
  ] as const)('answers for %s: %s', async (status, expected) => {
    sfn.on(DescribeExecutionCommand).resolves({ status });
    expect(await workflow.isRunning(execution)).toBe(expected);
    expect(sfn).toHaveReceivedCommandWith(DescribeExecutionCommand, {
      executionArn: 'arn:aws-cn:states:cn-northwest-1:123456789012:execution:application:C1-intake-1-g0-r0',
    });
  });

  it('answers no for an execution that does not exist', async () => {
    sfn.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(said));
    expect(await workflow.isRunning(execution)).toBe(false);
  });
});

describe('failures', () => {
  it.each([
    ['StateMachineDoesNotExist', 'WorkflowRejected'],
    ['InvalidName', 'WorkflowRejected'],
    ['AccessDeniedException', 'WorkflowRejected'],
    ['ThrottlingException', 'WorkflowUnavailable'],
    ['ExecutionLimitExceeded', 'WorkflowUnavailable'],
    ['TimeoutError', 'WorkflowUnavailable'],
  ])('names %s %s on every call', async (given, name) => {
    sfn.onAnyCommand().rejects(withName(given));
    const calls = [
      () => workflow.start({ ...execution, input: {} }),
      () => workflow.signal('TOKEN'),
      () => workflow.isRunning(execution),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name, message: expect.stringContaining(given) });
    }
  });
});
