/** What happens to an error: Retry, Catch, the state around it, or the end of the execution. */
import { StatesError, TaskError } from './errors.ts';
import type { Handled, RetryRule } from './definition/machine.ts';
import type { Branch } from './execution.ts';
import { leave, REST, whileExecuting, type Move } from './states/move.ts';
import { mapIterationFailed } from './states/map.ts';
import { FailStateError } from './states/fail.ts';
import type { Step } from './step.ts';

/** The execution ends: thrown past every branch. */
export class ExecutionFailure extends Error {
  readonly error: string | undefined;
  readonly detail: string | undefined;
  /** Last event of the branch that failed. */
  readonly after: number;

  constructor(error: string | undefined, detail: string | undefined, after: number) {
    super(detail ?? error ?? 'failed');
    this.error = error;
    this.detail = detail;
    this.after = after;
  }
}

/** Errors that no `States.ALL` covers. AWS's guide adds States.DataLimitExceeded; AWS itself catches it. */
const UNCATCHABLE: ReadonlySet<string> = new Set(['States.Runtime']);

export function matches(error: string, names: readonly string[]): boolean {
  return names.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return !UNCATCHABLE.has(error);
    if (name === 'States.Timeout') return error === 'States.HeartbeatTimeout';
    if (name === 'States.TaskFailed')
      return !UNCATCHABLE.has(error) && error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
    return false;
  });
}

/** Throws `ExecutionFailure` where nothing takes the error. */
export function failState(step: Step, given: Branch, thrown: StatesError): Move {
  const { branch: failing, failure } = worded(step, stopped(step, step.branch(given.id) ?? given), thrown);
  const state = step.state(failing);
  if (!('retry' in state)) return escalate(step, failing, failure);
  const { error = 'States.Runtime' } = failure;
  const again = error === 'States.Runtime' ? undefined : retry(step, failing, state, error);
  if (again !== undefined) return again;
  if (error === 'States.Runtime') return escalate(step, failing, failure);
  // Recorded only for an end of the state, not for an attempt that is made again.
  const branch = state.type === 'Task' ? failing : step.record(failing, `${state.type}StateFailed`);
  try {
    return caught(step, branch, state, failure) ?? escalate(step, branch, failure);
  } catch (error) {
    // A catcher whose own expressions fail catches nothing: the second error ends the branch.
    if (!(error instanceof StatesError)) throw error;
    const second = worded(step, step.branch(branch.id) ?? branch, error);
    return escalate(step, second.branch, second.failure);
  }
}

/** Whatever runs inside a state that failed ends with it. */
function stopped(step: Step, branch: Branch): Branch {
  if (branch.phase.kind !== 'parallel' && branch.phase.kind !== 'map') return branch;
  step.removeChildren(branch.id);
  return step.phase(branch, { kind: 'run' });
}

/** What a task or a Fail state says is handed on as said; what the interpreter found is told with its place. */
function worded(step: Step, branch: Branch, thrown: StatesError): { branch: Branch; failure: TaskError } {
  if (thrown instanceof TaskError) return { branch, failure: thrown };
  if (thrown instanceof FailStateError || thrown.detail === undefined)
    return { branch, failure: new TaskError(thrown.error, thrown.detail) };
  const cause = whileExecuting(branch, thrown.detail);
  const recorded =
    thrown.error === 'States.QueryEvaluationError' ? evaluationFailed(step, branch, thrown, cause) : branch;
  return { branch: recorded, failure: new TaskError(thrown.error, cause) };
}

function evaluationFailed(step: Step, branch: Branch, { error, location }: StatesError, cause: string): Branch {
  const atEntry = branch.lastEvent === branch.enteredId && step.state(branch).type !== 'Wait';
  const prev = atEntry ? branch.enteredPrev : branch.lastEvent;
  const id = step.recordAfter(
    prev,
    'EvaluationFailed',
    {
      cause,
      ...(error === undefined ? {} : { error }),
      ...(location === undefined ? {} : { location }),
      state: branch.state,
    },
    branch.quiet,
  );
  return step.update(branch, { lastEvent: id });
}

/** The branch is lost: its error becomes that of the Parallel or Map around it, or the execution's own. */
function escalate(step: Step, branch: Branch, failure: TaskError): Move {
  const parent = branch.parent === undefined ? undefined : step.branch(branch.parent);
  if (parent === undefined) throw new ExecutionFailure(failure.error, failure.detail, branch.lastEvent);
  const outer = step.state(parent);
  let move: Move | undefined;
  let error: StatesError = failure;
  try {
    if (outer.type === 'Map') move = mapIterationFailed(step, parent, outer, branch);
    else step.update(parent, { lastEvent: branch.lastEvent });
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown;
    error = thrown;
  }
  apply(step, parent.id, move ?? failState(step, parent, error));
  return REST;
}

type Apply = (step: Step, branch: number, move: Move) => void;
let apply: Apply = () => {
  throw new Error('decide.ts has not been loaded.');
};
/** `decide` owns the handling of moves; an error that reaches an outer state makes one in that state's branch. */
export function onMove(handler: Apply): void {
  apply = handler;
}

function retry(step: Step, branch: Branch, { retry: rules }: Handled, error: string): Move | undefined {
  const index = rules.findIndex(({ errors }) => matches(error, errors));
  const rule = rules[index];
  if (rule === undefined) return undefined;
  const used = branch.retries[index] ?? 0;
  if (used >= rule.maxAttempts) return undefined;
  const retries = rules.map((_, i) => (branch.retries[i] ?? 0) + (i === index ? 1 : 0));
  const until = step.sources.at + Math.ceil(pause(rule, used, step) * 1_000);
  step.update(branch, { retries, retryCount: branch.retryCount + 1, phase: { kind: 'retry', until } });
  return REST;
}

/** Seconds before the next attempt. */
function pause(rule: RetryRule, used: number, step: Step): number {
  const grown = Math.min(rule.intervalSeconds * rule.backoffRate ** used, rule.maxDelaySeconds ?? Infinity);
  return rule.fullJitter ? grown * step.sources.random.float() : grown;
}

function caught(
  step: Step,
  branch: Branch,
  state: Handled & Parameters<typeof leave>[2],
  failure: TaskError,
): Move | undefined {
  const rule = state.catch.find(({ errors }) => matches(failure.error ?? '', errors));
  if (rule === undefined) return undefined;
  const errorOutput = { Error: failure.error ?? '', Cause: failure.detail ?? '' };
  return leave(step, branch, state, rule.finish(step.scope(branch, { errorOutput })), rule.next);
}
