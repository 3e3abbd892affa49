import type { Json } from '../json.ts';
import type { MapState } from '../definition/machine.ts';
import { INLINE_CONCURRENCY } from '../definition/map.ts';
import type { Branch, MapPhase } from '../execution.ts';
import type { Step } from '../step.ts';
import { enterBranch } from '../transitions.ts';
import { leave, REST, type Move } from './move.ts';

export function enterMap(step: Step, branch: Branch, state: MapState): Move {
  const scope = step.scope(branch);
  const items = state.items(scope);
  const asked = state.maxConcurrency(scope);
  state.toleratedCount?.(scope);
  state.toleratedPercentage?.(scope);
  const concurrency = asked === 0 ? INLINE_CONCURRENCY : Math.min(asked, INLINE_CONCURRENCY);
  const started = step.record(branch, 'MapStateStarted', { length: items.length });
  const phase: MapPhase = {
    kind: 'map',
    items,
    started: 0,
    running: 0,
    failed: 0,
    concurrency,
    tolerated: 0,
    results: items.map(() => null),
  };
  const parent = step.phase(started, phase);
  if (items.length === 0) return mapDone(step, parent, state, [], parent.lastEvent);
  for (let i = 0; i < Math.min(concurrency, items.length); i++)
    startIteration(step, branch.id, state, parent.lastEvent);
  return REST;
}

function startIteration(step: Step, id: number, state: MapState, after: number): void {
  const parent = step.branch(id);
  if (parent?.phase.kind !== 'map') return;
  const { phase } = parent;
  const index = phase.started;
  const value = phase.items[index] ?? null;
  const result = state.language === 'JSONPath' ? state.flow.begin(step.scope(parent)) : undefined;
  const input =
    state.itemSelector === undefined
      ? value
      : state.itemSelector(step.scope(parent, { item: { index, value }, ...(result === undefined ? {} : { result }) }));
  const at = step.recordAfter(after, 'MapIterationStarted', { index, name: state.name });
  const updated = step.phase(parent, { ...phase, started: index + 1, running: phase.running + 1 });
  enterBranch(step, { parent: updated, graph: state.graph, index, input, after: at, item: value });
}

export function mapIterationDone(step: Step, parent: Branch, state: MapState, child: Branch, output: Json): Move {
  const { phase } = parent;
  if (phase.kind !== 'map') return REST;
  const done = step.recordAfter(child.lastEvent, 'MapIterationSucceeded', { index: child.index, name: state.name });
  step.remove(child.id);
  const results = phase.results.map((result, i) => (i === child.index ? output : result));
  const next = { ...phase, running: phase.running - 1, results };
  const updated = step.phase(parent, next);
  if (next.started < next.items.length) {
    startIteration(step, parent.id, state, child.lastEvent);
    return REST;
  }
  return next.running > 0 ? REST : mapDone(step, updated, state, results, done);
}

function mapDone(step: Step, parent: Branch, state: MapState, results: readonly Json[], after: number): Move {
  step.recordAfter(after, 'MapStateSucceeded');
  const done = step.update(parent, { phase: { kind: 'run' }, lastEvent: after });
  return leave(step, done, state, state.flow.finish(step.scope(done, { result: results })));
}

/** One failed iteration fails an inline Map; the others are aborted. */
export function mapIterationFailed(step: Step, parent: Branch, state: MapState, child: Branch): Branch {
  step.recordAfter(child.lastEvent, 'MapIterationFailed', { index: child.index, name: state.name });
  for (const other of step.branches()) {
    if (other.parent === parent.id && other.id !== child.id) {
      step.recordAfter(other.lastEvent, 'MapIterationAborted', { index: other.index, name: state.name });
    }
  }
  step.removeChildren(parent.id);
  return step.update(parent, { phase: { kind: 'run' }, lastEvent: child.lastEvent });
}
