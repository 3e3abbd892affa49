/**
 * Inline and distributed. The items of a distributed Map run as quiet branches of the same execution: they record no
 * events and see no variables from outside, as if each were an execution of its own; they are not listed as such.
 */
import { TaskError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { ItemReader, MapState } from '../definition/machine.ts';
import { DISTRIBUTED_CONCURRENCY, INLINE_CONCURRENCY } from '../definition/map.ts';
import type { Branch, MapPhase, PendingTask } from '../execution.ts';
import type { Step } from '../step.ts';
import { enterBranch } from '../transitions.ts';
import { leave, REST, type Move } from './move.ts';
import { batches, readItems } from './read-items.ts';

export function enterMap(step: Step, branch: Branch, state: MapState): Move {
  const { reader } = state;
  if (reader !== undefined) return startReading(step, branch, state, reader);
  const items = itemsOf(step, branch, state, state.items(step.scope(branch)));
  const started = step.record(branch, 'MapStateStarted', { length: items.length });
  return startItems(step, started, state, items, state.distributed?.label);
}

/** The items come from outside: a task that records no events of its own. */
function startReading(step: Step, branch: Branch, state: MapState, reader: ItemReader): Move {
  const given = reader.arguments(step.scope(branch));
  const started = step.record(branch, 'MapStateStarted', { length: 0 });
  const running = runStarted(step, started, state.distributed?.label ?? state.name);
  const id = step.newTaskId();
  const task: PendingTask = {
    id,
    integration: reader.kind.integration,
    resource: reader.resource,
    arguments: given,
    nonce: step.sources.random.hex(16),
    submitted: false,
  };
  step.phase(running, { kind: 'task', task });
  step.commands.push({ kind: 'perform', branch: branch.id, task: id });
  return REST;
}

type ReadEvent =
  | { readonly kind: 'taskSucceeded'; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly error: string; readonly cause?: string }
  | { readonly kind: 'taskSubmitted' | 'heartbeat' };

/** What the reader brought, or why it did not. */
export function itemsRead(step: Step, branch: Branch, state: MapState, event: ReadEvent): Move {
  const { reader } = state;
  if (reader === undefined || (event.kind !== 'taskSucceeded' && event.kind !== 'taskFailed')) return REST;
  const running = step.phase(branch, { kind: 'run' });
  try {
    if (event.kind === 'taskFailed') throw new TaskError(event.error, event.cause);
    const read = readItems(event.output, reader.format, reader.maxItems(step.scope(running)));
    return startItems(step, running, state, itemsOf(step, running, state, read));
  } catch (error) {
    if (error instanceof TaskError) {
      const cause = error.detail === undefined ? {} : { cause: error.detail };
      step.record(running, 'MapRunFailed', { error: error.error ?? '', ...cause });
    }
    throw error;
  }
}

/** With a batcher the batches are the items, their inputs selected beforehand. */
function itemsOf(step: Step, branch: Branch, state: MapState, items: readonly Json[]): readonly Json[] {
  const { batcher } = state;
  if (batcher === undefined) return items;
  const scope = step.scope(branch);
  const inputs = items.map((value, index) => inputOf(step, branch, state, index, value));
  return batches(inputs, batcher.limits(scope), batcher.input?.(scope));
}

/** `label`: of a run that begins only now, after its limits were judged. */
function startItems(step: Step, branch: Branch, state: MapState, items: readonly Json[], label?: string): Move {
  const scope = step.scope(branch);
  const most = state.distributed === undefined ? INLINE_CONCURRENCY : DISTRIBUTED_CONCURRENCY;
  const asked = state.maxConcurrency(scope);
  const tolerated = toleratedFailures(state, scope, items.length);
  const phase: MapPhase = {
    kind: 'map',
    items,
    started: 0,
    running: 0,
    failed: 0,
    concurrency: asked === 0 ? most : Math.min(asked, most),
    tolerated,
    results: items.map(() => null),
  };
  const running = label === undefined ? branch : runStarted(step, branch, label);
  const parent = step.phase(running, phase);
  if (items.length === 0) return mapDone(step, parent, state, phase, parent.lastEvent);
  for (let i = 0; i < Math.min(phase.concurrency, items.length); i++)
    startIteration(step, branch.id, state, parent.lastEvent);
  return REST;
}

function runStarted(step: Step, branch: Branch, label: string): Branch {
  const { machineArn } = step.execution;
  const mapRunArn = `${machineArn.replace(':stateMachine:', ':mapRun:')}/${label}:${step.sources.random.hex(16)}`;
  return step.record(branch, 'MapRunStarted', { mapRunArn });
}

/** How many items may fail: the stricter of the two limits that are given, else none. An inline Map judges, but has no use for them. */
function toleratedFailures(state: MapState, scope: ReturnType<Step['scope']>, items: number): number {
  const count = state.toleratedCount?.(scope) ?? Infinity;
  const percentage = state.toleratedPercentage?.(scope);
  const share = percentage === undefined ? Infinity : Math.floor((items * percentage) / 100);
  const least = Math.min(count, share);
  return state.distributed === undefined || least === Infinity ? 0 : least;
}

function startIteration(step: Step, id: number, state: MapState, after: number): void {
  const parent = step.branch(id);
  if (parent?.phase.kind !== 'map') return;
  const { phase } = parent;
  const index = phase.started;
  const value = phase.items[index] ?? null;
  const input = state.batcher === undefined ? inputOf(step, parent, state, index, value) : value;
  const at = iterationEvent(step, parent, state, after, 'MapIterationStarted', index);
  const updated = step.phase(parent, { ...phase, started: index + 1, running: phase.running + 1 });
  const isolated = state.distributed !== undefined;
  enterBranch(step, { parent: updated, graph: state.graph, index, input, after: at, item: value, isolated });
}

function inputOf(step: Step, parent: Branch, state: MapState, index: number, value: Json): Json {
  if (state.itemSelector === undefined) return value;
  const result = state.language === 'JSONPath' ? state.flow.begin(step.scope(parent)) : undefined;
  return state.itemSelector(
    step.scope(parent, { item: { index, value }, ...(result === undefined ? {} : { result }) }),
  );
}

const iterationEvent = (
  step: Step,
  parent: Branch,
  state: MapState,
  after: number,
  type: string,
  index: number,
): number =>
  step.recordAfter(after, type, { index, name: state.name }, state.distributed !== undefined || parent.quiet === true);

export function mapIterationDone(step: Step, parent: Branch, state: MapState, child: Branch, output: Json): Move {
  const { phase } = parent;
  if (phase.kind !== 'map') return REST;
  const done = iterationEvent(step, parent, state, child.lastEvent, 'MapIterationSucceeded', child.index);
  step.remove(child.id);
  const results = phase.results.with(child.index, output);
  return iterationOver(step, parent, state, { ...phase, running: phase.running - 1, results }, child.lastEvent, done);
}

/** The next item, or the end when this was the last. */
function iterationOver(step: Step, parent: Branch, state: MapState, phase: MapPhase, last: number, done: number): Move {
  const updated = step.phase(parent, phase);
  if (phase.started < phase.items.length) {
    startIteration(step, parent.id, state, last);
    return REST;
  }
  return phase.running > 0 ? REST : mapDone(step, updated, state, phase, done);
}

function mapDone(step: Step, parent: Branch, state: MapState, { results }: MapPhase, after: number): Move {
  const quiet = parent.quiet === true;
  const last =
    state.distributed === undefined ? after : step.recordAfter(parent.lastEvent, 'MapRunSucceeded', undefined, quiet);
  step.recordAfter(last, 'MapStateSucceeded', undefined, quiet);
  const done = step.update(parent, { phase: { kind: 'run' }, lastEvent: last });
  return leave(step, done, state, state.flow.finish(step.scope(done, { result: results })));
}

/**
 * One failed iteration fails an inline Map, and the others are aborted. A distributed one goes on while no more than
 * the tolerated number failed; the result of a failed item is null. Undefined where the Map itself has failed.
 */
export function mapIterationFailed(step: Step, parent: Branch, state: MapState, child: Branch): Move | undefined {
  const { phase } = parent;
  iterationEvent(step, parent, state, child.lastEvent, 'MapIterationFailed', child.index);
  if (state.distributed === undefined || phase.kind !== 'map') {
    for (const other of step.branches()) {
      if (other.parent === parent.id && other.id !== child.id) {
        iterationEvent(step, parent, state, other.lastEvent, 'MapIterationAborted', other.index);
      }
    }
    step.update(parent, { lastEvent: child.lastEvent });
    return undefined;
  }
  step.remove(child.id);
  const failed = phase.failed + 1;
  if (failed <= phase.tolerated) {
    return iterationOver(
      step,
      parent,
      state,
      { ...phase, failed, running: phase.running - 1 },
      parent.lastEvent,
      parent.lastEvent,
    );
  }
  const error = 'States.ExceedToleratedFailureThreshold';
  const cause = 'The specified tolerated failure threshold was exceeded';
  step.record(parent, 'MapRunFailed', { error, cause });
  throw new TaskError(error, cause);
}
