import { StatesError } from '../errors.ts';
import type { FailState } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import type { Step } from '../step.ts';

/** A Fail state's own error: its cause is the author's text, nothing is put before it. */
export class FailStateError extends StatesError {}

export function enterFail(step: Step, branch: Branch, state: FailState): never {
  const scope = step.scope(branch);
  throw new FailStateError(state.error?.(scope), state.cause?.(scope));
}
