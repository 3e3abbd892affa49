import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { WorkflowError, type WorkflowService } from '../../ports/workflow.ts';

export interface StepFunctionsWorkflowOptions {
  readonly client: SFNClient;
  /** ARN of a machine by its name in `workflows/`; undefined for a name that is not deployed. */
  readonly machineArn: (machine: string) => string | undefined;
}

/** Errors that answer the same when repeated: the request itself is wrong, or rights or the machine are missing. */
const rejectedNames: ReadonlySet<string> = new Set([
  'StateMachineDoesNotExist',
  'StateMachineDeleting',
  'InvalidArn',
  'InvalidName',
  'InvalidExecutionInput',
  'InvalidOutput',
  'ValidationException',
  'AccessDeniedException',
]);

const translate = (what: string, error: unknown): WorkflowError => {
  const name = error instanceof Error ? error.name : 'unknown error';
  // No message of the service is repeated: it may quote the token or the input.
  return rejectedNames.has(name)
    ? new WorkflowError('WorkflowRejected', `Step Functions refused ${what} (${name}).`, { cause: error })
    : new WorkflowError('WorkflowUnavailable', `Step Functions did not carry out ${what} (${name}).`, { cause: error });
};

/** `arn:P:states:R:A:stateMachine:NAME` → `arn:P:states:R:A:execution:NAME:EXECUTION`; a version or alias falls away. */
const executionArn = (machineArn: string, name: string): string => {
  const [arn, partition, service, region, account, , machine] = machineArn.split(':');
  return [arn, partition, service, region, account, 'execution', machine, name].join(':');
};

/** Retries of throttled calls are the SDK client's own; what still fails is thrown as the port says. */
export const createStepFunctionsWorkflow = (options: StepFunctionsWorkflowOptions): WorkflowService => {
  const { client } = options;
  const arnOf = (machine: string): string => {
    const arn = options.machineArn(machine);
    if (arn === undefined) throw new WorkflowError('WorkflowRejected', `No machine "${machine}" is deployed.`);
    return arn;
  };
  return {
    start: async ({ machine, name, input }) => {
      const stateMachineArn = arnOf(machine);
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
        return 'started';
      } catch (error) {
        if (error instanceof ExecutionAlreadyExists) return 'already-exists';
        throw translate(`the start of ${machine} / ${name}`, error);
      }
    },
    signal: async (token) => {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
        return 'woken';
      } catch (error) {
        const isGone =
          error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
        if (isGone) return 'gone';
        throw translate('the ring of a waiting task', error);
      }
    },
    isRunning: async ({ machine, name }) => {
      const arn = executionArn(arnOf(machine), name);
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
        return status === 'RUNNING' || status === 'PENDING_REDRIVE';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return false;
        throw translate(`the question for ${machine} / ${name}`, error);
      }
    },
  };
};
