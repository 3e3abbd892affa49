/** TestState: one state, run outside every execution, its task mocked or really called. */
import type { State } from '../../engine/definition/machine.ts';
import { StatesError, TaskError } from '../../engine/errors.ts';
import { hash, stopwatch } from '../../engine/host.ts';
import { isObject, parseJson, type Json, type JsonObject } from '../../engine/json.ts';
import { AWS_LIMITS } from '../../engine/ports.ts';
import { systemRandom } from '../../engine/random.ts';
import { Fault } from '../fault.ts';
import type { Fields } from '../fields.ts';
import { choose, sourceOf } from '../test-state/chosen-state.ts';
import { madeUpContext, readContext } from '../test-state/context.ts';
import { checkMock } from '../test-state/mock-schema.ts';
import { testOne, type Tested, type TestRun } from '../test-state/run.ts';
import type { Api, Call } from './call.ts';

const refused = (message: string): Fault => new Fault('ValidationException', message);

interface Mock {
  readonly result?: Json;
  /** As it was given, so that it is shown with the blanks it had. */
  readonly text?: string;
  readonly error?: { readonly error: string | undefined; readonly cause: string | undefined };
}

function readJson(text: string, name: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw refused(`${name} must be valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function inputOf(text: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    throw new Fault(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${error instanceof Error ? error.message : String(error)}'`,
    );
  }
}

function readMock(fields: Fields): { mock: Mock; mode: 'STRICT' | 'PRESENT' | 'NONE' } | undefined {
  const given = fields.object('mock');
  if (given === undefined) return undefined;
  const text = given.text('result');
  const output = given.object('errorOutput');
  if (text !== undefined && output !== undefined)
    throw refused('A test mock should have only one of the following fields: [result, errorOutput].');
  const mode = given.oneOf('fieldValidationMode', ['STRICT', 'PRESENT', 'NONE']) ?? 'STRICT';
  const result = text === undefined ? {} : { text, result: readJson(text, 'mock.result') };
  const error = output === undefined ? {} : { error: { error: output.text('error'), cause: output.text('cause') } };
  return { mode, mock: { ...result, ...error } };
}

const MOCKABLE = new Set(['Task', 'Map', 'Parallel']);

function checkType(source: JsonObject, mocked: boolean, roleArn: string | undefined): void {
  const type = source['Type'];
  if (typeof type !== 'string') return;
  if (mocked && !MOCKABLE.has(type)) throw refused(`State type '${type}' is not supported when a mock is specified`);
  if (mocked) return;
  if (type === 'Map' || type === 'Parallel') {
    throw new Fault(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (type === 'Task' && roleArn === undefined) throw refused('RoleArn must be specified when testing a Task state');
}

export const testState: Call = async (fields, api) => {
  const definition = fields.required('definition', { min: 1, max: 1_048_576 });
  const roleArn = fields.text('roleArn', { min: 1, max: 256 });
  const inputText = fields.text('input') ?? '{}';
  const level = fields.oneOf('inspectionLevel', ['INFO', 'DEBUG', 'TRACE']) ?? 'INFO';
  const stateName = fields.text('stateName', { min: 1, max: 80 });
  const mocked = readMock(fields);
  if (fields.flag('revealSecrets') === true && mocked !== undefined)
    throw refused('TestState does not support RevealSecrets when a mock is specified.');
  checkType(sourceOf(definition, stateName).source, mocked !== undefined, roleArn);
  const configuration = fields.object('stateConfiguration');
  const readerData = configuration?.text('mapItemReaderData');
  const chosen = choose({
    definition,
    stateName,
    itemReaderData: readerData === undefined ? undefined : readJson(readerData, 'mapItemReaderData'),
    describeResource: api.describeResource,
  });
  const input = inputOf(inputText);
  const retrierRetryCount = configuration?.integer('retrierRetryCount', 0, 99_999_999) ?? 0;
  const contextText = fields.text('context');
  const variablesText = fields.text('variables');
  const variables = variablesText === undefined ? {} : readJson(variablesText, 'variables');
  if (!isObject(variables)) throw refused('variables must be a JSON object');
  const context =
    contextText === undefined
      ? madeUpContext({
          state: chosen.name,
          input,
          roleArn: roleArn ?? 'arn:aws:iam::000000000000:role/test',
          retryCount: retrierRetryCount,
          at: new Date(api.now()).toISOString(),
          uuid: api.uuid,
        })
      : readContext(contextText);
  const { state } = chosen;
  if (mocked?.mock.result !== undefined && mocked.mode !== 'NONE' && state.type === 'Task')
    checkMock(state.resource, mocked.mock.result, mocked.mode);
  const tested = await testOne({
    chosen,
    input,
    context,
    variables,
    sources: { at: api.now(), random: systemRandom(), hash, stopwatch, limits: AWS_LIMITS },
    retrierRetryCount,
    mapIterationFailureCount: configuration?.integer('mapIterationFailureCount', 0, 99_999_999) ?? 0,
    perform: performer(mocked?.mock, api),
  });
  return answer(tested, level !== 'INFO', [
    [input, inputText],
    [mocked?.mock.result, mocked?.mock.text],
  ]);
};

function performer(mock: Mock | undefined, { performTask }: Api): TestRun['perform'] {
  return async (state: State, given: Json) => {
    if (mock?.error !== undefined) throw new TaskError(mock.error.error, mock.error.cause);
    if (mock?.result !== undefined) return mock.result;
    if (state.type !== 'Task') throw new Error(`A ${state.type} state cannot be tested without a mock.`);
    const outcome = await performTask(state, given);
    if (outcome.kind === 'failed') throw new StatesError(outcome.error, outcome.cause);
    return outcome.output;
  };
}

/** Values that are still as they came are shown as they came. */
function answer(
  tested: Tested,
  inspect: boolean,
  texts: readonly (readonly [Json | undefined, string | undefined])[],
): object {
  const { status, output, error, cause, nextState, data, facts } = tested;
  const show = (value: Json): string =>
    (typeof value === 'object' ? texts.find(([known]) => known === value)?.[1] : undefined) ?? JSON.stringify(value);
  return {
    status,
    ...(output === undefined ? {} : { output: show(output) }),
    error,
    cause,
    nextState,
    ...(inspect
      ? {
          inspectionData: {
            ...Object.fromEntries(Object.entries(data).map(([name, value]) => [name, show(value)])),
            ...facts,
          },
        }
      : {}),
  };
}
