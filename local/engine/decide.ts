/**
 * The interpreter: a pure, synchronous fold. The same machine, execution, event and sources give the same answer, and
 * nothing given is changed.
 *
 * Invariants
 *  I1  Every call ends quiescent: no branch is in phase `run`; each waits for a timer, a task or its own branches.
 *  I2  A closed execution (status other than RUNNING) has no branches and ignores every event.
 *  I3  Event ids of an execution run from 1 without a gap; `prev` names an earlier event or 0.
 *  I4  A task's result is taken at most once: its id is never used again, and an event for another task is ignored.
 *  I5  A branch exists only while its parent's phase is `parallel` or `map`; it never outlives it.
 *  I6  Each pending task has had exactly one `perform` command; each removed one that was pending, one `cancel`.
 *  I7  Variables of a branch are seen by the branches inside it and by nobody outside; inner ones never reach out.
 *  I8  Instants come from the event's `at` alone; waiting is a fact of the state (`nextDue`), not a command.
 *  I9  Randomness is drawn in the order of the text, so that a replay with the same source draws the same.
 */
import { StatesError } from './errors.ts';
import { failState, ExecutionFailure, onMove } from './failure.ts';
import type { Json } from './json.ts';
import type { Machine } from './definition/machine.ts';
import { branchDue, type Branch, type Execution, type ExecutionStatus } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { Sources } from './ports.ts';
import { enterChoice } from './states/choice.ts';
import { enterFail } from './states/fail.ts';
import { enterMap, itemsRead, mapIterationDone } from './states/map.ts';
import { REST, type Move } from './states/move.ts';
import { enterParallel, parallelBranchDone } from './states/parallel.ts';
import { enterPass } from './states/pass.ts';
import * as tasks from './states/task.ts';
import { endWait, enterWait } from './states/wait.ts';
import { HistoryFull, Step, type Command } from './step.ts';
import { enterBranch, enterState } from './transitions.ts';

export type EngineEvent =
  /** Begins an execution that `newExecution` made. */
  | { readonly kind: 'start' }
  /** Time passed: whatever is due at `sources.at` happens. */
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'taskSubmitted';
      readonly branch: number;
      readonly task: number;
      readonly output: Json;
      readonly childArn?: string;
    }
  | { readonly kind: 'taskSucceeded'; readonly branch: number; readonly task: number; readonly output: Json }
  | {
      readonly kind: 'taskFailed';
      readonly branch: number;
      readonly task: number;
      readonly error: string;
      readonly cause?: string;
    }
  | { readonly kind: 'heartbeat'; readonly branch: number; readonly task: number }
  | { readonly kind: 'stop'; readonly error?: string; readonly cause?: string };

export interface Decision {
  readonly execution: Execution;
  readonly commands: readonly Command[];
  /** The events that this step added. */
  readonly history: readonly HistoryEvent[];
}

export function decide(machine: Machine, execution: Execution, event: EngineEvent, sources: Sources): Decision {
  if (execution.status !== 'RUNNING') return { execution, commands: [], history: [] };
  const step = new Step(machine, execution, sources);
  try {
    fold(step, event);
    run(step);
  } catch (error) {
    endOf(step, error);
  }
  return { execution: step.result(), commands: step.commands, history: step.history };
}

function fold(step: Step, event: EngineEvent): void {
  switch (event.kind) {
    case 'start':
      start(step);
      return;
    case 'tick':
      tick(step);
      return;
    case 'stop': {
      const { error, cause } = event;
      close(
        step,
        'ABORTED',
        'ExecutionAborted',
        { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) },
        lastOf(step),
      );
      return;
    }
    case 'taskSubmitted':
    case 'taskSucceeded':
    case 'taskFailed':
    case 'heartbeat':
      taskEvent(step, event);
  }
}

/** AWS: an Express execution runs at most this long. */
const EXPRESS_SECONDS = 300;

function start(step: Step): void {
  const { input, roleArn } = step.execution;
  step.recordAfter(0, 'ExecutionStarted', { input, roleArn });
  const timeoutSeconds = Math.min(
    step.machine.timeoutSeconds ?? Infinity,
    step.execution.type === 'EXPRESS' ? EXPRESS_SECONDS : Infinity,
  );
  if (timeoutSeconds !== Infinity) step.set({ timeoutAt: step.sources.at + timeoutSeconds * 1_000 });
  enterBranch(step, { graph: 0, index: 0, input, after: 0 });
}

function taskEvent(step: Step, event: Exclude<EngineEvent, { kind: 'start' | 'tick' | 'stop' }>): void {
  const branch = step.branch(event.branch);
  if (branch?.phase.kind !== 'task' || branch.phase.task.id !== event.task) return;
  const { task } = branch.phase;
  const state = step.state(branch);
  if (state.type === 'Map') attempt(step, branch, () => itemsRead(step, branch, state, event));
  if (state.type !== 'Task') return;
  attempt(step, branch, () => {
    switch (event.kind) {
      case 'taskSubmitted':
        return task.submitted ? REST : tasks.taskSubmitted(step, branch, state, task, event.output, event.childArn);
      case 'taskSucceeded':
        return tasks.taskSucceeded(step, branch, state, event.output);
      case 'taskFailed':
        return tasks.taskFailed(step, branch, state, event.error, event.cause);
      case 'heartbeat':
        return tasks.taskHeartbeat(step, branch, task);
    }
  });
}

function tick(step: Step): void {
  const { at } = step.sources;
  const { timeoutAt } = step.execution;
  const due = step
    .branches()
    .map((branch) => ({ id: branch.id, at: branchDue(branch) ?? Infinity }))
    .filter((entry) => entry.at <= at)
    .toSorted((a, b) => a.at - b.at || a.id - b.id);
  for (const entry of due) {
    if (timeoutAt !== undefined && timeoutAt <= entry.at) break;
    const branch = step.branch(entry.id);
    if (branch !== undefined) branchTick(step, branch);
    // What a timer set going comes before a later timer, as it would have, had each been seen in its own instant.
    run(step);
  }
  if (timeoutAt !== undefined && timeoutAt <= at)
    close(step, 'TIMED_OUT', 'ExecutionTimedOut', { error: 'States.Timeout' }, lastOf(step));
}

function branchTick(step: Step, branch: Branch): void {
  const { phase } = branch;
  const state = step.state(branch);
  if (phase.kind === 'retry') {
    step.phase(branch, { kind: 'run' });
    step.ready.push(branch.id);
  } else if (phase.kind === 'wait' && state.type === 'Wait') {
    attempt(step, branch, () => endWait(step, step.phase(branch, { kind: 'run' }), state));
  } else if (phase.kind === 'task' && state.type === 'Task') {
    attempt(step, branch, () => tasks.taskTimedOut(step, branch, state, phase.task));
  }
}

function run(step: Step): void {
  for (let id = step.ready.shift(); id !== undefined; id = step.ready.shift()) {
    const branch = step.branch(id);
    if (branch?.phase.kind === 'run') attempt(step, branch, () => enter(step, branch));
  }
}

function enter(step: Step, branch: Branch): Move {
  const state = step.state(branch);
  switch (state.type) {
    case 'Pass':
    case 'Succeed':
      return enterPass(step, branch, state);
    case 'Fail':
      return enterFail(step, branch, state);
    case 'Wait':
      return enterWait(step, branch, state);
    case 'Choice':
      return enterChoice(step, branch, state);
    case 'Task':
      return tasks.enterTask(step, branch, state);
    case 'Parallel':
      return enterParallel(step, branch, state);
    case 'Map':
      return enterMap(step, branch, state);
  }
}

function attempt(step: Step, branch: Branch, act: () => Move): void {
  let move: Move;
  try {
    move = act();
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    move = failState(step, branch, error);
  }
  applyMove(step, branch.id, move);
}

function applyMove(step: Step, id: number, move: Move): void {
  const branch = step.branch(id);
  if (branch === undefined || move.kind === 'rest') return;
  if (move.kind === 'goto') {
    enterState(step, branch, move.next, move.output);
    return;
  }
  const parent = branch.parent === undefined ? undefined : step.branch(branch.parent);
  if (parent === undefined) {
    close(step, 'SUCCEEDED', 'ExecutionSucceeded', { output: move.output }, branch.lastEvent);
    return;
  }
  const state = step.state(parent);
  if (state.type === 'Parallel')
    attempt(step, parent, () => parallelBranchDone(step, parent, state, branch, move.output));
  else if (state.type === 'Map')
    attempt(step, parent, () => mapIterationDone(step, parent, state, branch, move.output));
}
onMove(applyMove);

const lastOf = (step: Step): number => step.branch(0)?.lastEvent ?? 0;

interface Ending {
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

function close(step: Step, status: ExecutionStatus, type: string, ending: Ending, after: number): void {
  step.recordAfter(after, type, { ...ending });
  step.remove(0);
  step.ready.length = 0;
  step.set({ status, stoppedAt: step.sources.at, ...ending });
}

function endOf(step: Step, error: unknown): void {
  if (error instanceof ExecutionFailure) {
    const ending = {
      ...(error.error === undefined ? {} : { error: error.error }),
      ...(error.detail === undefined ? {} : { cause: error.detail }),
    };
    close(step, 'FAILED', 'ExecutionFailed', ending, error.after);
  } else if (error instanceof HistoryFull) {
    const cause = `The execution reached the maximum number of history events (${step.sources.limits.historyEvents}).`;
    close(step, 'FAILED', 'ExecutionFailed', { error: 'States.Runtime', cause }, lastOf(step));
  } else throw error;
}
