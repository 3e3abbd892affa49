import type { WaitState } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import { withResult } from '../data/scope.ts';
import type { Step } from '../step.ts';
import { leave, REST, type Move } from './move.ts';

export function enterWait(step: Step, branch: Branch, state: WaitState): Move {
  const scope = step.scope(branch);
  state.flow.begin(scope);
  const until = state.until(scope);
  if (until <= step.sources.at) return endWait(step, branch, state);
  step.phase(branch, { kind: 'wait', until });
  return REST;
}

export function endWait(step: Step, branch: Branch, state: WaitState): Move {
  const scope = step.scope(branch);
  const result = state.flow.begin(scope);
  return leave(step, branch, state, state.flow.finish(withResult(scope, result)));
}
