/** How states hand over: what a state answers when it was entered or its work ended. */
import type { Json } from '../json.ts';
import type { Result, State } from '../definition/machine.ts';
import type { Branch } from '../execution.ts';
import type { Step } from '../step.ts';

export type Move =
  | { readonly kind: 'goto'; readonly next: string; readonly output: Json }
  | { readonly kind: 'end'; readonly output: Json }
  /** It waits for an event. */
  | { readonly kind: 'rest' };

export const REST: Move = { kind: 'rest' };

/** Leaves the state: variables are written, the exit recorded. */
export function leave(step: Step, branch: Branch, state: State, { output, assigned }: Result, next = state.next): Move {
  if (output !== branch.input) step.limit(output, `The state/task '${state.name}' returned a result`);
  if (assigned === undefined) {
    step.record(branch, `${state.type}StateExited`, { name: state.name, output });
  } else {
    step.limit(assigned, `The state/task '${state.name}' assigned variables`);
    step.record(
      branch,
      `${state.type}StateExited`,
      { name: state.name, output, ...(Object.keys(assigned).length === 0 ? {} : { assignedVariables: assigned }) },
      { variables: { ...branch.variables, ...assigned } },
    );
  }
  return next === undefined ? { kind: 'end', output } : { kind: 'goto', next, output };
}

/** The cause of an error that the interpreter found, as AWS words it. */
export const whileExecuting = (branch: Branch, detail: string): string =>
  `An error occurred while executing the state '${branch.state}' (entered at the event id #${branch.enteredId}). ${detail}`;
