/** Runs one state outside every execution, and says what its data became on the way. */
import { LazyStates, withResult, type Scope } from '../../engine/data/scope.ts';
import { jsonPathFlow } from '../../engine/definition/jsonpath-flow.ts';
import type { Handled, MapState, Result, State } from '../../engine/definition/machine.ts';
import { Reader } from '../../engine/definition/reader.ts';
import { Report } from '../../engine/definition/report.ts';
import { StatesError } from '../../engine/errors.ts';
import { matches } from '../../engine/failure.ts';
import { isArray, type Json, type JsonObject } from '../../engine/json.ts';
import type { Sources } from '../../engine/ports.ts';
import { Fault } from '../fault.ts';
import type { ChosenState } from './chosen-state.ts';

export interface TestRun {
  readonly chosen: ChosenState;
  readonly input: Json;
  readonly context: JsonObject;
  readonly variables: JsonObject;
  readonly sources: Sources;
  readonly retrierRetryCount: number;
  readonly mapIterationFailureCount: number;
  /** Of a Task, Map or Parallel: what it gives back. Throws `StatesError` for what went wrong. */
  readonly perform: (state: State, given: Json) => Promise<Json>;
}

export interface Tested {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** What the data were between the steps, and `errorDetails`, `maxConcurrency` and the like as they stand. */
  readonly data: Readonly<Record<string, Json>>;
  readonly facts: Readonly<Record<string, Json>>;
}

interface Notes {
  readonly data: Record<string, Json>;
  readonly facts: Record<string, Json>;
}

export async function testOne(run: TestRun): Promise<Tested> {
  const { chosen, input, context, variables, sources } = run;
  const scope: Scope = { states: new LazyStates(input, () => context), variables, sources };
  const notes: Notes = { data: { input }, facts: {} };
  try {
    const { result, next } = await ended(run, scope, notes);
    return {
      status: 'SUCCEEDED',
      output: result.output,
      ...(next === undefined ? {} : { nextState: next }),
      ...notes,
    };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return failed(chosen.state, error, { ...scope }, run, notes);
  }
}

async function ended(
  run: TestRun,
  scope: Scope,
  { data, facts }: Notes,
): Promise<{ result: Result; next?: string | undefined }> {
  const { state, source } = run.chosen;
  const paths = state.language === 'JSONPath';
  const part = (...names: readonly string[]) => partOf(source, names);
  const noteInput = (): void => {
    if (paths) data['afterInputPath'] = part('InputPath').begin(scope);
  };
  const noteResult = (result: Json): void => {
    if (!paths) return;
    const seen = withResult(scope, result);
    data['afterResultSelector'] = part('ResultSelector').finish(seen).output;
    data['afterResultPath'] = part('ResultSelector', 'ResultPath').finish(seen).output;
  };
  switch (state.type) {
    case 'Pass': {
      const fixed = source['Result'] !== undefined;
      if (!fixed) noteInput();
      const result = state.flow.begin(scope);
      if (fixed) data['result'] = result;
      else if (paths) data['afterParameters'] = result;
      noteResult(result);
      return { result: state.flow.finish(withResult(scope, result)), next: state.next };
    }
    case 'Succeed':
    case 'Wait': {
      noteInput();
      if (state.type === 'Wait') state.until(scope);
      return { result: state.flow.finish(withResult(scope, state.flow.begin(scope))), next: state.next };
    }
    case 'Choice': {
      noteInput();
      const judged = withResult(scope, state.begin(scope));
      const rule = state.rules.find(({ test }) => test(judged));
      const next = rule?.next ?? state.otherwise;
      if (next === undefined) {
        throw new StatesError(
          'States.NoChoiceMatched',
          'Failed to transition out of the state. The state does not point to a next state.',
        );
      }
      return { result: rule === undefined || paths ? state.finish(judged) : rule.finish(judged), next };
    }
    case 'Fail':
      throw new StatesError(state.error?.(scope), state.cause?.(scope));
    case 'Task':
    case 'Parallel':
    case 'Map': {
      noteInput();
      if (state.type === 'Map') mapFacts(state, run, scope, { data, facts });
      const given = state.flow.begin(scope);
      if (state.type !== 'Map') {
        if (paths) data['afterParameters'] = given;
        else if (source['Arguments'] !== undefined) data['afterArguments'] = given;
      }
      const result = await run.perform(state, given);
      if (state.type === 'Map') tolerate(state, run, scope, result);
      if (state.type === 'Task') data['result'] = result;
      noteResult(result);
      return { result: state.flow.finish(withResult(scope, result)), next: state.next };
    }
  }
}

/** The data flow with only some of its fields: what the data are between the steps. */
const partOf = (source: JsonObject, names: readonly string[]) =>
  jsonPathFlow(
    new Reader(Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name))), '', new Report()),
  );

function mapFacts(state: MapState, run: TestRun, scope: Scope, { data, facts }: Notes): void {
  const { source } = run.chosen;
  // Under JSONPath the items of a reader never pass through the state's own paths.
  const items =
    source['ItemsPath'] === undefined && !isArray(run.input) && state.language === 'JSONPath' ? [] : state.items(scope);
  if (source['ItemsPath'] !== undefined) data['afterItemsPath'] = items;
  const { itemSelector } = state;
  if (itemSelector !== undefined) {
    const inside = state.language === 'JSONPath' ? withResult(scope, state.flow.begin(scope)) : scope;
    data['afterItemSelector'] = items.map((value, index) =>
      itemSelector({
        ...inside,
        states: new LazyStates(
          inside.states.input,
          () => ({ ...inside.states.context, Map: { Item: { Index: index, Value: value } } }),
          inside.states.result,
        ),
      }),
    );
  }
  facts['maxConcurrency'] = state.maxConcurrency(scope);
  if (state.toleratedCount !== undefined) facts['toleratedFailureCount'] = state.toleratedCount(scope);
  if (state.toleratedPercentage !== undefined) facts['toleratedFailurePercentage'] = state.toleratedPercentage(scope);
}

/** Throws where more iterations failed than the Map takes. */
function tolerate(state: MapState, run: TestRun, scope: Scope, result: Json): void {
  const failures = run.mapIterationFailureCount;
  const iterations = isArray(result) ? result.length : 0;
  if (failures > iterations) {
    throw new Fault(
      'ValidationException',
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  }
  if (failures === 0) return;
  const count = state.toleratedCount?.(scope);
  const percentage = state.toleratedPercentage?.(scope);
  const allowed = Math.max(count ?? 0, percentage === undefined ? 0 : Math.floor((iterations * percentage) / 100));
  if (failures > allowed) {
    throw new StatesError(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  }
}

const toldOf = ({ error, detail: cause }: StatesError): { error?: string; cause?: string } => ({
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});

const handles = (state: State): state is State & Handled => 'retry' in state;

function failed(state: State, thrown: StatesError, scope: Scope, run: TestRun, { data, facts }: Notes): Tested {
  const { error, detail: cause } = thrown;
  const told = toldOf(thrown);
  const end = (details?: Json): Tested => ({
    status: 'FAILED',
    ...told,
    data,
    facts: details === undefined ? facts : { ...facts, errorDetails: details },
  });
  if (!handles(state) || error === undefined) return end();
  const retryIndex = state.retry.findIndex(({ errors }) => matches(error, errors));
  const retry = state.retry[retryIndex];
  if (retry !== undefined && run.retrierRetryCount < retry.maxAttempts) {
    const grown = retry.intervalSeconds * retry.backoffRate ** run.retrierRetryCount;
    const retryBackoffIntervalSeconds = Math.min(grown, retry.maxDelaySeconds ?? Infinity);
    return {
      status: 'RETRIABLE',
      ...told,
      data,
      facts: { ...facts, errorDetails: { retryBackoffIntervalSeconds, retryIndex } },
    };
  }
  const catchIndex = state.catch.findIndex(({ errors }) => matches(error, errors));
  const rule = state.catch[catchIndex];
  if (rule === undefined) return retry === undefined ? end() : end({ retryIndex });
  const { input, context } = scope.states;
  const errorOutput = { Error: error, Cause: cause ?? '' };
  const states = new LazyStates(input, () => context, undefined, errorOutput);
  try {
    return {
      status: 'CAUGHT_ERROR',
      ...told,
      output: rule.finish({ ...scope, states }).output,
      nextState: rule.next,
      data,
      facts: { ...facts, errorDetails: { catchIndex } },
    };
  } catch (second) {
    // A catcher whose own expressions fail catches nothing.
    if (!(second instanceof StatesError)) throw second;
    return { status: 'FAILED', ...toldOf(second), data, facts };
  }
}
