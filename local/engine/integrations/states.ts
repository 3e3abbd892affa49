/** `arn:…:states:::states:startExecution[.sync|.sync:2|.waitForTaskToken]`. */
import { EngineError } from '../errors.ts';
import { field, isString, parseJson, type Json } from '../json.ts';
import type { ChildDescription, Integration, Outcome, TaskKind } from './integration.ts';

const START = /^arn:[a-z0-9-]+:states:::states:(startExecution(?:\.sync(?::2)?|\.waitForTaskToken)?)$/;

export const states: Integration = {
  name: 'states',

  describe(resource): TaskKind | undefined {
    const action = START.exec(resource)?.[1];
    if (action === undefined) return undefined;
    const pattern = action === 'startExecution' ? 'request' : action.endsWith('Token') ? 'token' : 'sync';
    return {
      integration: 'states',
      events: 'task',
      resource: action,
      resourceType: 'states',
      pattern,
      requiredArguments: ['StateMachineArn'],
    };
  },

  async perform({ executionArn, branch, task, kind }, services): Promise<Outcome> {
    const machineArn = field(task.arguments, 'StateMachineArn');
    const name = field(task.arguments, 'Name');
    if (!isString(machineArn)) return failed('StepFunctions.InvalidArnException', 'StateMachineArn must be a string');
    try {
      const input = childInput(field(task.arguments, 'Input'));
      const startedBy = { arn: executionArn, branch, task: task.id, waits: kind.pattern === 'sync' };
      const started = await services.startExecution({
        machineArn,
        name: isString(name) ? name : task.nonce,
        input,
        startedBy,
      });
      const output: Json = { ExecutionArn: started.executionArn, StartDate: started.startedAt };
      if (kind.pattern === 'request') return { kind: 'succeeded', output };
      if (kind.pattern === 'token') return { kind: 'submitted', output };
      return { kind: 'submitted', output, childArn: started.executionArn };
    } catch (error) {
      if (error instanceof EngineError) return failed(`StepFunctions.${error.name}Exception`, error.message);
      throw error;
    }
  },
};

const failed = (error: string, cause: string): Outcome => ({ kind: 'failed', error, cause });

/** AWS: an object is the input itself, a string is its JSON text, none is `{}`. */
function childInput(given: Json | undefined): Json {
  if (given === undefined || given === null) return {};
  if (!isString(given)) return given;
  try {
    return parseJson(given);
  } catch {
    throw new EngineError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${given.slice(0, 200)}'`);
  }
}

/** The end of a child as its parent's task sees it. `.sync` hands Input and Output on as texts, `.sync:2` as values. */
export function childOutcome(resource: string, child: ChildDescription): Exclude<Outcome, { kind: 'submitted' }> {
  const show = (value: Json): Json => (resource.endsWith(':2') ? value : JSON.stringify(value));
  const description: Json = {
    ExecutionArn: child.executionArn,
    Input: show(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output === undefined ? {} : { Output: show(child.output), OutputDetails: { Included: true } }),
    ...(child.error === undefined ? {} : { Error: child.error }),
    ...(child.cause === undefined ? {} : { Cause: child.cause }),
    RedriveCount: 0,
    RedriveStatus: 'NOT_REDRIVABLE',
    StartDate: child.startedAt,
    StateMachineArn: child.machineArn,
    Status: child.status,
    ...(child.stoppedAt === undefined ? {} : { StopDate: child.stoppedAt }),
  };
  if (child.status === 'SUCCEEDED') return { kind: 'succeeded', output: description };
  return { kind: 'failed', error: 'States.TaskFailed', cause: JSON.stringify(description) };
}
