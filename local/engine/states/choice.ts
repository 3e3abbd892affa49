import { StatesError } from '../errors.ts';
import type { ChoiceState } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import { withResult } from '../data/scope.ts';
import type { Step } from '../step.ts';
import { leave, type Move } from './move.ts';

export function enterChoice(step: Step, branch: Branch, state: ChoiceState): Move {
  const scope = step.scope(branch);
  const judged = withResult(scope, state.begin(scope));
  for (const rule of state.rules) {
    if (!rule.test(judged)) continue;
    const chosen = rule.finish(judged);
    // Under JSONPath the state's OutputPath still applies; a rule has none of its own.
    const output = state.language === 'JSONata' ? chosen.output : state.finish(judged).output;
    return leave(step, branch, state, { ...chosen, output }, rule.next);
  }
  if (state.otherwise === undefined) {
    throw new StatesError(
      'States.NoChoiceMatched',
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return leave(step, branch, state, state.finish(judged), state.otherwise);
}
