/** `arn:…:lambda:…:function:NAME` and `arn:…:states:::lambda:invoke[.waitForTaskToken]`. */
import { copyJson, field, parseJson, toJson, type Json } from '../json.ts';
import { ServiceError, type Integration, type Outcome, type TaskKind } from './integration.ts';

const FUNCTION = /^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:\d*:function:(.+)$/;
const INVOKE = /^arn:[a-z0-9-]+:states:::lambda:(invoke(?:\.waitForTaskToken)?)$/;

export const lambda: Integration = {
  name: 'lambda',

  describe(resource): TaskKind | undefined {
    if (FUNCTION.test(resource)) {
      return {
        integration: 'lambda',
        events: 'lambda',
        resource,
        resourceType: 'lambda',
        pattern: 'request',
        requiredArguments: [],
      };
    }
    const action = INVOKE.exec(resource)?.[1];
    if (action === undefined) return undefined;
    const pattern = action === 'invoke' ? 'request' : 'token';
    return {
      integration: 'lambda',
      events: 'task',
      resource: action,
      resourceType: 'lambda',
      pattern,
      requiredArguments: ['FunctionName'],
    };
  },

  async perform({ task, kind, executionArn, stateName, signal }, services): Promise<Outcome> {
    const direct = kind.events === 'lambda';
    const named = direct ? task.resource : field(task.arguments, 'FunctionName');
    if (typeof named !== 'string')
      return { kind: 'failed', error: 'States.Runtime', cause: 'FunctionName must be a string' };
    const payload = direct ? task.arguments : payloadOf(field(task.arguments, 'Payload'));
    if (payload === undefined) {
      return {
        kind: 'failed',
        error: 'Lambda.InvalidRequestContentException',
        cause: 'Could not parse request body into json: the Payload is a string that is not JSON',
      };
    }
    try {
      const returned = toJson(
        await services.lambda(functionName(named), copyJson(payload), {
          executionArn,
          stateName,
          requestId: task.nonce,
          signal,
        }),
      );
      const output = direct ? returned : { ExecutedVersion: '$LATEST', Payload: returned, StatusCode: 200 };
      return kind.pattern === 'token' ? { kind: 'submitted', output } : { kind: 'succeeded', output };
    } catch (error) {
      return thrown(error);
    }
  },
};

/** A string is the request's body as it stands, so it must be JSON text; undefined where it is not. */
function payloadOf(given: Json | undefined): Json | undefined {
  if (given === undefined) return {};
  if (typeof given !== 'string') return given;
  try {
    return parseJson(given);
  } catch {
    return undefined;
  }
}

/** The name out of an ARN or a `name:qualifier`. */
export function functionName(named: string): string {
  const full = FUNCTION.exec(named)?.[1] ?? named.replace(/^\d+:function:/, '');
  return full.split(':')[0] ?? full;
}

/** As Lambda reports a function that threw: error = type, cause = JSON text. No stack: it would tell paths of this machine. */
function thrown(error: unknown): Outcome {
  if (error instanceof ServiceError) return { kind: 'failed', error: error.name, cause: error.message };
  const type = text(error, 'errorType') ?? (error instanceof Error ? error.name : 'Error');
  const message = text(error, 'errorMessage') ?? (error instanceof Error ? error.message : String(error));
  const stack: unknown =
    typeof error === 'object' && error !== null && 'stackTrace' in error ? error.stackTrace : undefined;
  const body =
    stack === undefined
      ? { errorType: type, errorMessage: message, trace: [] }
      : { errorMessage: message, errorType: type, stackTrace: stack };
  return { kind: 'failed', error: type, cause: JSON.stringify(body) };
}

function text(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
