import type { Json } from '../json.ts';
import type { ParallelState } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import type { Step } from '../step.ts';
import { enterBranch } from '../transitions.ts';
import { leave, REST, type Move } from './move.ts';

export function enterParallel(step: Step, branch: Branch, state: ParallelState): Move {
  const input = state.flow.begin(step.scope(branch));
  const started = step.record(branch, 'ParallelStateStarted');
  const parent = step.phase(started, {
    kind: 'parallel',
    left: state.branches.length,
    results: state.branches.map(() => null),
  });
  state.branches.forEach((graph, index) => enterBranch(step, { parent, graph, index, input, after: parent.lastEvent }));
  return REST;
}

export function parallelBranchDone(
  step: Step,
  parent: Branch,
  state: ParallelState,
  child: Branch,
  output: Json,
): Move {
  const { phase } = parent;
  if (phase.kind !== 'parallel') return REST;
  step.remove(child.id);
  const results = phase.results.map((result, i) => (i === child.index ? output : result));
  if (phase.left > 1) {
    step.phase(parent, { ...phase, left: phase.left - 1, results });
    return REST;
  }
  step.recordAfter(child.lastEvent, 'ParallelStateSucceeded', undefined, parent.quiet);
  const done = step.update(parent, { phase: { kind: 'run' }, lastEvent: child.lastEvent });
  return leave(step, done, state, state.flow.finish(step.scope(done, { result: results })));
}
