/** The shapes of the engine's calls. */
import type { Execution, ExecutionStatus, MachineType } from './execution.ts';
import type { Json } from './json.ts';
import type { MachineRecord } from './journal/journal.ts';

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly versionArn?: string;
  readonly aliasArn?: string;
}

export interface StateMachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly definition: string;
  readonly revisionId: string;
  readonly creationDate: number;
  readonly updateDate: number;
}

export interface CreateStateMachine {
  readonly name: string;
  readonly definition: string;
  readonly type?: MachineType;
  readonly roleArn?: string;
}

export interface StartExecution {
  /** ARN or name. */
  readonly stateMachine: string;
  readonly name?: string;
  readonly input?: Json;
  /** Another revision than the machine's current one, and the names under which it is known. */
  readonly revision?: { readonly id: string; readonly versionArn: string; readonly aliasArn?: string };
}

export function describeExecution(execution: Execution): ExecutionDescription {
  const { arn, machineArn: machine, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: startedAt,
    ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt }),
    input,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    ...(execution.versionArn === undefined ? {} : { versionArn: execution.versionArn }),
    ...(execution.aliasArn === undefined ? {} : { aliasArn: execution.aliasArn }),
  };
}

export function describeMachine({
  arn,
  name,
  type,
  roleArn,
  definition,
  revision,
  createdAt,
  updatedAt,
}: MachineRecord): StateMachineDescription {
  return {
    stateMachineArn: arn,
    name,
    type,
    roleArn,
    definition,
    revisionId: revision,
    creationDate: createdAt,
    updateDate: updatedAt,
  };
}
