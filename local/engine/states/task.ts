import { jsonBytes, type Json, type JsonObject } from '../json.ts';
import { StatesError, TaskError } from '../errors.ts';
import type { TaskState } from '../definition/machine.ts';
import type { Branch, PendingTask } from '../execution.ts';
import { tooLarge, type Step } from '../step.ts';
import { makeToken } from '../token.ts';
import { leave, REST, type Move } from './move.ts';

export function enterTask(step: Step, branch: Branch, state: TaskState): Move {
  const { kind } = state;
  const { sources, execution } = step;
  const id = step.newTaskId();
  const nonce = sources.random.hex(16);
  const token =
    kind.pattern === 'token'
      ? makeToken({ executionArn: execution.arn, branch: branch.id, task: id, nonce })
      : undefined;
  const scope = step.scope(branch, token === undefined ? undefined : { token });
  const given = state.flow.begin(scope);
  const timeoutSeconds = state.timeoutSeconds?.(scope);
  const heartbeatSeconds = state.heartbeatSeconds?.(scope);
  step.limit(given, `The state/task '${state.name}' scheduled a task`);
  if (token !== undefined && !contains(given, token)) {
    throw new StatesError(
      'States.Runtime',
      'The task token is not part of the arguments, so nobody could ever return it.',
    );
  }
  const limits = {
    ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
  };
  let recorded: Branch;
  if (kind.events === 'lambda') {
    recorded = step.record(branch, 'LambdaFunctionScheduled', { input: given, resource: kind.resource, ...limits });
    recorded = step.record(recorded, 'LambdaFunctionStarted');
  } else {
    recorded = step.record(branch, 'TaskScheduled', {
      parameters: given,
      region: regionOf(execution.arn),
      ...named(state),
      ...limits,
    });
    recorded = step.record(recorded, 'TaskStarted', named(state));
  }
  const task: PendingTask = {
    id,
    integration: kind.integration,
    resource: state.resource,
    arguments: given,
    nonce,
    submitted: false,
    ...(token === undefined ? {} : { token }),
    ...(timeoutSeconds === undefined ? {} : { timeoutAt: sources.at + timeoutSeconds * 1_000 }),
    ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds, heartbeatAt: sources.at + heartbeatSeconds * 1_000 }),
  };
  step.phase(recorded, { kind: 'task', task });
  step.commands.push({ kind: 'perform', branch: branch.id, task: id });
  return REST;
}

const named = (state: TaskState): JsonObject => ({
  resource: state.kind.resource,
  resourceType: state.kind.resourceType,
});

const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

function contains(value: Json, token: string): boolean {
  if (typeof value === 'string') return value.includes(token);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((item) => contains(item, token));
}

export function taskSubmitted(
  step: Step,
  branch: Branch,
  state: TaskState,
  task: PendingTask,
  output: Json,
  childArn: string | undefined,
): Move {
  step.record(
    branch,
    'TaskSubmitted',
    { output, ...named(state) },
    { phase: { kind: 'task', task: { ...task, submitted: true, ...(childArn === undefined ? {} : { childArn }) } } },
  );
  return REST;
}

export function taskSucceeded(step: Step, branch: Branch, state: TaskState, output: Json): Move {
  const { payloadBytes } = step.sources.limits;
  if (jsonBytes(output, payloadBytes) > payloadBytes) {
    const name = state.kind.events === 'lambda' ? state.resource : state.kind.resourceType;
    return taskFailed(
      step,
      branch,
      state,
      'States.DataLimitExceeded',
      tooLarge(`The state/task '${name}' returned a result`),
    );
  }
  const done = step.phase(branch, { kind: 'run' });
  const recorded =
    state.kind.events === 'lambda'
      ? step.record(done, 'LambdaFunctionSucceeded', { output })
      : step.record(done, 'TaskSucceeded', { output, ...named(state) });
  return leave(step, recorded, state, state.flow.finish(step.scope(recorded, { result: output })));
}

/** Records the failure and throws it for Retry and Catch. */
export function taskFailed(
  step: Step,
  branch: Branch,
  state: TaskState,
  error: string,
  cause: string | undefined,
): never {
  const done = step.phase(branch, { kind: 'run' });
  const details = { error, ...(cause === undefined ? {} : { cause }) };
  if (state.kind.events === 'lambda') step.record(done, 'LambdaFunctionFailed', details);
  else step.record(done, 'TaskFailed', { ...details, ...named(state) });
  throw new TaskError(error, cause);
}

export function taskTimedOut(step: Step, branch: Branch, state: TaskState, task: PendingTask): never {
  const heartbeat =
    task.heartbeatAt !== undefined &&
    task.heartbeatAt <= step.sources.at &&
    (task.timeoutAt ?? Infinity) > task.heartbeatAt;
  const error = heartbeat ? 'States.HeartbeatTimeout' : 'States.Timeout';
  const done = step.phase(branch, { kind: 'run' });
  step.commands.push({
    kind: 'cancel',
    task: task.id,
    ...(task.childArn === undefined ? {} : { childArn: task.childArn }),
  });
  if (state.kind.events === 'lambda') step.record(done, 'LambdaFunctionTimedOut', { error });
  else step.record(done, 'TaskTimedOut', { error, ...named(state) });
  throw new TaskError(error);
}

export function taskHeartbeat(step: Step, branch: Branch, task: PendingTask): Move {
  if (task.heartbeatSeconds !== undefined) {
    step.phase(branch, {
      kind: 'task',
      task: { ...task, heartbeatAt: step.sources.at + task.heartbeatSeconds * 1_000 },
    });
  }
  return REST;
}
