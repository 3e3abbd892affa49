import type { PassState, SucceedState } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import { withResult } from '../data/scope.ts';
import type { Step } from '../step.ts';
import { leave, type Move } from './move.ts';

export function enterPass(step: Step, branch: Branch, state: PassState | SucceedState): Move {
  const scope = step.scope(branch);
  const result = state.flow.begin(scope);
  return leave(step, branch, state, state.flow.finish(withResult(scope, result)));
}
