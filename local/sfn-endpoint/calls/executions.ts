/** Start, stop, describe and list executions. */
import type { ExecutionDescription, StartExecution } from '../../engine/driver.ts';
import type { ExecutionStatus } from '../../engine/execution.ts';
import { parseJson, type Json } from '../../engine/json.ts';
import { readArn, unqualified } from '../arns.ts';
import { Fault, invalidToken } from '../fault.ts';
import type { Fields } from '../fields.ts';
import { cursorOf, pageSize, pageToken } from '../pages.ts';
import { optionalSeconds, seconds, type Api, type Call } from './call.ts';
import { NO_LOGGING, NO_TRACING } from './machines.ts';
import { target } from './target.ts';

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

function inputOf(fields: Fields): Json {
  const text = fields.text('input') ?? '{}';
  try {
    return parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}

function requestOf(fields: Fields, api: Api): StartExecution {
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  const name = fields.text('name');
  const input = inputOf(fields);
  return { ...target(arn, api), input, ...(name === undefined ? {} : { name }) };
}

export const startExecution: Call = async (fields, api) => {
  const { executionArn, startDate } = await api.engine.startExecution(requestOf(fields, api));
  return { executionArn, startDate: seconds(startDate) };
};

/** Answers when the execution has ended. Express only. */
export const startSyncExecution: Call = async (fields, api) => {
  const request = requestOf(fields, api);
  if (api.engine.describeStateMachine(request.stateMachine).type !== 'EXPRESS') throw notForType();
  const { executionArn } = await api.engine.startExecution(request);
  const ended = await api.engine.finished(executionArn);
  const stopDate = ended.stopDate ?? ended.startDate;
  return {
    executionArn,
    stateMachineArn: ended.stateMachineArn,
    name: ended.name,
    startDate: seconds(ended.startDate),
    stopDate: seconds(stopDate),
    status: ended.status,
    ...payloads(ended),
    billingDetails: {
      billedDurationInMilliseconds: Math.ceil(Math.max(1, stopDate - ended.startDate) / 100) * 100,
      billedMemoryUsedInMB: 64,
    },
  };
};

export const notForType = (): Fault =>
  new Fault('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');

/** The ARN of a Standard execution; AWS keeps no record of Express ones. */
export const executionArnOf = (fields: Fields): string =>
  readArn(fields.required('executionArn', { min: 1, max: 256 }), 'execution').text;

export const stopExecution: Call = async (fields, { engine }) => {
  const error = fields.text('error', { max: 256 });
  const cause = fields.text('cause', { max: 32_768 });
  const { stopDate } = await engine.stopExecution(executionArnOf(fields), {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  });
  return { stopDate: seconds(stopDate) };
};

export const describeExecution: Call = async (fields, { engine }) => {
  const execution = await engine.describeExecution(executionArnOf(fields));
  return { ...summary(execution), ...payloads(execution), ...redrive(execution.status) };
};

export const describeStateMachineForExecution: Call = async (fields, { engine, catalogue }) => {
  const machine = await engine.describeStateMachineForExecution(executionArnOf(fields));
  const { logging, tracing, revisionId } = catalogue.of(machine.stateMachineArn);
  return {
    stateMachineArn: machine.stateMachineArn,
    name: machine.name,
    definition: machine.definition,
    roleArn: machine.roleArn,
    updateDate: seconds(machine.updateDate),
    loggingConfiguration: logging ?? NO_LOGGING,
    tracingConfiguration: tracing ?? NO_TRACING,
    ...(revisionId === undefined ? {} : { revisionId }),
  };
};

/** Newest first; of a machine, a version or an alias. */
export const listExecutions: Call = async (fields, { engine }) => {
  if (fields.has('mapRunArn'))
    throw new Fault(
      'ValidationException',
      'Items of a distributed Map are no executions of their own here: leave out mapRunArn.',
    );
  const arn = readArn(fields.required('stateMachineArn', { min: 1, max: 256 }), 'stateMachine');
  const status = fields.oneOf('statusFilter', STATUSES);
  const machineArn = unqualified(arn);
  if (engine.describeStateMachine(machineArn).type === 'EXPRESS') throw notForType();
  const list = `executions ${arn.text} ${status ?? ''}`;
  const limit = pageSize(fields);
  let after = cursorOf(fields, list);
  if (after !== undefined && typeof after !== 'string') throw invalidToken();
  const found: ExecutionDescription[] = [];
  do {
    const page = await engine.listExecutions({
      machineArn,
      limit: limit - found.length,
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { after }),
    });
    after = page.next;
    found.push(
      ...page.executions.filter(
        (one) => arn.qualifier === undefined || [one.versionArn, one.aliasArn].includes(arn.text),
      ),
    );
  } while (after !== undefined && found.length < limit);
  return {
    executions: found.map((execution) => ({ ...summary(execution), redriveCount: 0 })),
    nextToken: after === undefined ? undefined : pageToken(list, after),
  };
};

function summary(execution: ExecutionDescription): object {
  const { executionArn, stateMachineArn, versionArn, aliasArn, name, status, startDate, stopDate } = execution;
  return {
    executionArn,
    stateMachineArn,
    stateMachineVersionArn: versionArn,
    stateMachineAliasArn: aliasArn,
    name,
    status,
    startDate: seconds(startDate),
    stopDate: optionalSeconds(stopDate),
  };
}

function payloads({ input, output, error, cause }: ExecutionDescription): object {
  return {
    input: JSON.stringify(input),
    inputDetails: { included: true },
    ...(output === undefined ? {} : { output: JSON.stringify(output), outputDetails: { included: true } }),
    error,
    cause,
  };
}

const redrive = (status: ExecutionStatus): object => ({
  redriveCount: 0,
  redriveStatus: 'NOT_REDRIVABLE',
  redriveStatusReason:
    status === 'RUNNING' || status === 'SUCCEEDED'
      ? `Execution is ${status} and cannot be redriven`
      : 'This engine does not redrive executions',
});
