import type { SFNClient } from '@aws-sdk/client-sfn';
import { WorkflowError } from '../../ports/workflow.ts';

export interface StepFunctionsWorkflowOptions {
  /** Retries of throttled calls are its own; what still fails is thrown as the port says. */
  readonly client: SFNClient;
  /** ARN of a machine, or of an alias of it, by its name in `workflows/`; undefined for a name that is not deployed. */
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

export const translate = (what: string, error: unknown): WorkflowError => {
  const name = error instanceof Error ? error.name : 'unknown error';
  // No message of the service is repeated: it may quote the token or the input.
  return rejectedNames.has(name)
    ? new WorkflowError('WorkflowRejected', `Step Functions refused ${what} (${name}).`, { cause: error })
    : new WorkflowError('WorkflowUnavailable', `Step Functions did not carry out ${what} (${name}).`, { cause: error });
};

export function arnOf({ machineArn }: StepFunctionsWorkflowOptions, machine: string): string {
  const arn = machineArn(machine);
  if (arn === undefined) throw new WorkflowError('WorkflowRejected', `No machine "${machine}" is deployed.`);
  return arn;
}
