/** The working copy of one `decide`: the execution so far, the events recorded, the commands for the driver. */
import { TaskError } from './errors.ts';
import { jsonBytes, type Json, type JsonObject } from './json.ts';
import { LazyStates, type Scope } from './data/scope.ts';
import type { Machine, State } from './definition/machine.ts';
import type { Branch, Execution, Phase } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { Sources } from './ports.ts';
import { isoTime } from './time/iso.ts';

export type Command =
  /** Call the integration of the branch's pending task. */
  | { readonly kind: 'perform'; readonly branch: number; readonly task: number }
  /** Nobody waits for this task any more: abort it, stop its child. */
  | { readonly kind: 'cancel'; readonly task: number; readonly childArn?: string };

/** The execution reached AWS's limit of events. */
export class HistoryFull extends Error {}

/** Room for the event that ends the execution. */
const RESERVED_EVENTS = 1;

/** What an item of a distributed Map adds to what one step may do unrecorded: each would be an execution of its own. */
const EVENTS_PER_ITEM = 1_000;

export class Step {
  readonly machine: Machine;
  readonly sources: Sources;
  readonly history: HistoryEvent[] = [];
  readonly commands: Command[] = [];
  /** Branches whose current state is to be run, in turn. */
  readonly ready: number[] = [];
  execution: Execution;
  readonly #branches: Record<number, Branch>;
  #events: number;
  #unrecorded = 0;
  #unrecordedLimit: number;

  constructor(machine: Machine, execution: Execution, sources: Sources) {
    this.machine = machine;
    this.execution = execution;
    this.sources = sources;
    this.#branches = { ...execution.branches };
    this.#events = execution.events;
    this.#unrecordedLimit = sources.limits.historyEvents;
  }

  /** The execution after the step. */
  result(): Execution {
    return { ...this.execution, events: this.#events, branches: this.#branches };
  }

  set(changes: Partial<Execution>): void {
    this.execution = { ...this.execution, ...changes };
  }

  branch(id: number): Branch | undefined {
    return this.#branches[id];
  }

  branches(): Branch[] {
    return Object.values(this.#branches);
  }

  update(branch: Branch, changes: Partial<Branch>): Branch {
    const changed = { ...branch, ...changes };
    this.#branches[branch.id] = changed;
    return changed;
  }

  add(branch: Branch): void {
    this.#branches[branch.id] = branch;
    if (branch.isolated === true) this.#unrecordedLimit += EVENTS_PER_ITEM;
  }

  newBranchId(): number {
    const id = this.execution.lastBranch + 1;
    this.set({ lastBranch: id });
    return id;
  }

  newTaskId(): number {
    const id = this.execution.lastTask + 1;
    this.set({ lastTask: id });
    return id;
  }

  /** Takes a branch and everything inside it away; its tasks are cancelled. */
  remove(id: number): void {
    const branch = this.#branches[id];
    if (branch === undefined) return;
    this.removeChildren(id);
    if (branch.phase.kind === 'task') {
      const { task } = branch.phase;
      this.commands.push({
        kind: 'cancel',
        task: task.id,
        ...(task.childArn === undefined ? {} : { childArn: task.childArn }),
      });
    }
    delete this.#branches[id];
  }

  removeChildren(id: number): void {
    for (const child of this.branches()) if (child.parent === id) this.remove(child.id);
  }

  /** Records an event that does not belong to a branch's chain, after `prev`. `quiet`: nothing is recorded, `prev` stays the last. */
  recordAfter(prev: number, type: string, details?: JsonObject, quiet = false): number {
    if (quiet) {
      // Nothing is recorded, but what runs away inside must meet the limit all the same.
      if (++this.#unrecorded > this.#unrecordedLimit) throw new HistoryFull();
      return prev;
    }
    if (this.#events >= this.sources.limits.historyEvents - RESERVED_EVENTS && !type.startsWith('Execution'))
      throw new HistoryFull();
    const id = ++this.#events;
    const base = { id, prev, at: this.sources.at, type };
    this.history.push(details === undefined ? base : { ...base, details });
    return id;
  }

  /** Records an event in the chain of its branch. */
  record(branch: Branch, type: string, details?: JsonObject, changes?: Partial<Branch>): Branch {
    const lastEvent = this.recordAfter(branch.lastEvent, type, details, branch.quiet);
    return this.update(branch, changes === undefined ? { lastEvent } : { ...changes, lastEvent });
  }

  phase(branch: Branch, phase: Phase): Branch {
    return this.update(branch, { phase });
  }

  state(branch: Branch, name = branch.state): State {
    const state = this.machine.graphs[branch.graph]?.states.get(name);
    if (state === undefined)
      throw new Error(`Execution ${this.execution.arn} stands in state '${name}', which its definition does not have.`);
    return state;
  }

  /** What expressions of the branch's state see. */
  scope(
    branch: Branch,
    more?: {
      readonly result?: Json;
      readonly errorOutput?: Json;
      readonly token?: string;
      readonly item?: ItemContext;
    },
  ): Scope {
    const { result, errorOutput, token, item } = more ?? {};
    return {
      states: new LazyStates(branch.input, () => this.context(branch, token, item), result, errorOutput),
      variables: this.variables(branch),
      sources: this.sources,
    };
  }

  /** Own variables over those of the outer scopes. Outer ones stand still while a branch is inside. */
  variables(branch: Branch): JsonObject {
    const parent = branch.parent === undefined ? undefined : this.#branches[branch.parent];
    if (parent === undefined || branch.isolated === true) return branch.variables;
    return { ...this.variables(parent), ...branch.variables };
  }

  context(branch: Branch, token?: string, item?: ItemContext): JsonObject {
    const { execution } = this;
    const state = this.state(branch);
    const retries = state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map';
    const inside = item ?? this.#item(branch);
    return {
      Execution: {
        Id: execution.arn,
        Input: execution.input,
        StartTime: isoTime(execution.startedAt),
        Name: execution.name,
        RoleArn: execution.roleArn,
        RedriveCount: 0,
      },
      StateMachine: { Id: execution.machineArn, Name: execution.machineName },
      State: {
        Name: branch.state,
        EnteredTime: isoTime(branch.enteredAt),
        ...(retries ? { RetryCount: branch.retryCount } : {}),
      },
      ...(token === undefined ? {} : { Task: { Token: token } }),
      ...(inside === undefined ? {} : { Map: { Item: { Index: inside.index, Value: inside.value } } }),
    };
  }

  #item(branch: Branch): ItemContext | undefined {
    if (branch.item !== undefined) return { index: branch.index, value: branch.item };
    const parent = branch.parent === undefined ? undefined : this.#branches[branch.parent];
    return parent === undefined ? undefined : this.#item(parent);
  }

  /** Throws `States.DataLimitExceeded`. */
  limit(value: Json, what: string): void {
    const { payloadBytes } = this.sources.limits;
    if (jsonBytes(value, payloadBytes) > payloadBytes) {
      throw new TaskError('States.DataLimitExceeded', tooLarge(what));
    }
  }
}

export interface ItemContext {
  readonly index: number;
  readonly value: Json;
}

/** `what` is "The state/task 'x' returned a result". */
export const tooLarge = (what: string): string =>
  `${what} with a size exceeding the maximum number of bytes service limit.`;
