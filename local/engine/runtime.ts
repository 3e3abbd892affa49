/**
 * The part of the engine that acts. The order of every step: fold in memory, append to the journal, and only when that
 * is durable perform the commands and answer the caller. One append a macro-step; executions never wait for each other.
 */
import { decide, type Decision, type EngineEvent } from './decide.ts';
import { EngineStopped } from './errors.ts';
import { nextDue, type Execution, type PendingTask } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { Integration, Outcome, Services } from './integrations/integration.ts';
import { childOutcome } from './integrations/states.ts';
import type { Journal, JournalEntry, Recovered } from './journal/journal.ts';
import type { Machines } from './machines.ts';
import type { Limits, Random, Sources, Time } from './ports.ts';
import { hash, stopwatch } from './host.ts';
import { childOf, outcomeEvent, sameParent } from './outcomes.ts';
import { Alarm } from './time/alarm.ts';

export interface RuntimeOptions {
  readonly journal: Journal;
  readonly machines: Machines;
  readonly integrations: ReadonlyMap<string, Integration>;
  readonly services: Services;
  readonly time: Time;
  readonly random: Random;
  readonly limits: Limits;
  /** Told of every failure that has no caller to be thrown at. */
  readonly onError: (error: unknown) => void;
}

/** One open execution, or one that closed and whose end is not durable yet. */
export interface Cell {
  execution: Execution;
  durable: Promise<void>;
}

interface Batch {
  readonly entries: Map<string, { execution: Execution; readonly history: HistoryEvent[] }>;
  readonly after: (() => void)[];
}

interface Watcher {
  readonly parent: string;
  readonly branch: number;
  readonly task: number;
  readonly resource: string;
}

/** Executions woken in one append at the most, so that a flood of timers does not become one giant write. */
const WAKE_AT_ONCE = 256;

export class Runtime {
  readonly #options: RuntimeOptions;
  readonly #cells = new Map<string, Cell>();
  readonly #alarm: Alarm;
  readonly #watchers = new Map<string, Watcher[]>();
  readonly #aborts = new Map<string, AbortController>();
  readonly #endings = new Map<string, (() => void)[]>();
  #appends = 0;
  #tasks = 0;
  #closed = false;
  #failure: EngineStopped | undefined;
  #lastAppend: Promise<void> = Promise.resolve();

  constructor(options: RuntimeOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.time, () => void this.#tick().catch(options.onError));
  }

  // ---- for the engine's calls

  /** Throws `EngineStopped` once the journal has failed or the engine was closed. */
  ready(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#closed) throw new EngineStopped('it was closed');
  }

  cell(arn: string): Cell | undefined {
    return this.#cells.get(arn);
  }

  get size(): number {
    return this.#cells.size;
  }

  busy(): { readonly appends: number; readonly tasks: number } {
    return { appends: this.#appends, tasks: this.#tasks };
  }

  /** Resolves when the start is durable. */
  start(execution: Execution): Promise<void> {
    this.#cells.set(execution.arn, { execution, durable: Promise.resolve() });
    return this.apply(execution.arn, { kind: 'start' });
  }

  /** Folds events into an open execution; resolves when they are durable. */
  apply(arn: string, ...events: readonly EngineEvent[]): Promise<void> {
    const cell = this.#cells.get(arn);
    if (cell === undefined) return Promise.resolve();
    const batch: Batch = { entries: new Map(), after: [] };
    for (const event of events) this.#fold(cell, event, batch);
    return this.#commit(batch);
  }

  #fold(cell: Cell, event: EngineEvent, batch: Batch): void {
    const { execution, commands, history } = this.#decide(cell.execution, event);
    if (execution === cell.execution) return;
    cell.execution = execution;
    const { arn } = execution;
    const entry = batch.entries.get(arn);
    if (entry === undefined) batch.entries.set(arn, { execution, history: [...history] });
    else {
      entry.execution = execution;
      entry.history.push(...history);
    }
    this.#alarm.set(arn, nextDue(execution));
    for (const command of commands) {
      if (command.kind === 'perform') batch.after.push(() => this.#perform(arn, command.branch, command.task));
      else this.#cancel(arn, command.task, command.childArn, batch);
    }
    if (execution.status !== 'RUNNING') this.#ended(cell, batch);
  }

  /** An execution that the interpreter itself cannot carry on is ended and told of; the others must not suffer. */
  #decide(execution: Execution, event: EngineEvent): Decision {
    const machine = this.#options.machines.of(execution);
    try {
      return decide(machine, execution, event, this.#sources());
    } catch (error) {
      this.#options.onError(error);
      const cause = `The engine failed: ${error instanceof Error ? error.message : String(error)}`;
      return decide(machine, execution, { kind: 'stop', error: 'States.Runtime', cause }, this.#sources());
    }
  }

  /** The stop of a child is part of the same append as what made it needless. */
  #cancel(arn: string, task: number, childArn: string | undefined, batch: Batch): void {
    batch.after.push(() => this.#aborts.get(taskKey(arn, task))?.abort());
    if (childArn === undefined) return;
    const watchers = (this.#watchers.get(childArn) ?? []).filter(
      ({ parent, task: other }) => parent !== arn || other !== task,
    );
    if (watchers.length > 0) this.#watchers.set(childArn, watchers);
    else this.#watchers.delete(childArn);
    const child = this.#cells.get(childArn);
    if (child !== undefined) this.#fold(child, { kind: 'stop' }, batch);
  }

  /** The end of a child and what its parents make of it are one append. */
  #ended({ execution }: Cell, batch: Batch): void {
    const { arn } = execution;
    for (const { parent, branch, task, resource } of this.#watchers.get(arn) ?? []) {
      const cell = this.#cells.get(parent);
      if (cell !== undefined)
        this.#fold(cell, { branch, task, ...outcomeEvent(childOutcome(resource, childOf(execution))) }, batch);
    }
    this.#watchers.delete(arn);
    batch.after.push(() => {
      this.#cells.delete(arn);
      for (const tell of this.#endings.get(arn) ?? []) tell();
      this.#endings.delete(arn);
    });
  }

  #commit(batch: Batch): Promise<void> {
    if (batch.entries.size === 0) return Promise.resolve();
    const durable = this.append(
      [...batch.entries.values()].map(({ execution, history }): JournalEntry => ({
        kind: 'execution',
        execution,
        history,
      })),
    );
    const done = durable.then(() => {
      if (!this.#closed) for (const act of batch.after) act();
    });
    for (const arn of batch.entries.keys()) {
      const cell = this.#cells.get(arn);
      if (cell !== undefined) cell.durable = done;
    }
    this.#alarm.arm();
    return done;
  }

  append(entries: readonly JournalEntry[]): Promise<void> {
    this.#appends++;
    const done = this.#options.journal.append(entries).then(
      () => {
        this.#appends--;
      },
      (error: unknown) => {
        this.#appends--;
        this.#failure ??= new EngineStopped(error);
        this.#alarm.close();
        this.#options.onError(this.#failure);
        throw this.#failure;
      },
    );
    // Handled here once and for all: a caller that waits gets the error, a step without a caller told `onError`.
    done.catch(() => undefined);
    this.#lastAppend = done;
    return done;
  }

  /** Resolves when the execution has ended and its end is durable. */
  ended(arn: string): Promise<void> {
    if (this.#cells.get(arn)?.execution.status !== 'RUNNING') return Promise.resolve();
    return new Promise((resolve) => {
      this.#endings.set(arn, [...(this.#endings.get(arn) ?? []), resolve]);
    });
  }

  async wake(): Promise<void> {
    this.#alarm.disarm();
    await this.#tick();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#alarm.close();
    for (const abort of this.#aborts.values()) abort.abort();
    await this.#lastAppend.catch(() => undefined);
    await this.#options.journal.close();
  }

  recover({ open }: Recovered): void {
    for (const execution of open) {
      this.#options.machines.of(execution);
      this.#cells.set(execution.arn, { execution, durable: Promise.resolve() });
      this.#alarm.set(execution.arn, nextDue(execution));
    }
    for (const execution of open) this.#reissue(execution);
    this.#alarm.arm();
  }

  // ---- tasks

  #perform(arn: string, branchId: number, taskId: number): void {
    const cell = this.#cells.get(arn);
    const branch = cell?.execution.branches[branchId];
    if (cell === undefined || branch?.phase.kind !== 'task' || branch.phase.task.id !== taskId) return;
    const { task } = branch.phase;
    const state = this.#options.machines.of(cell.execution).graphs[branch.graph]?.states.get(branch.state);
    const integration = this.#options.integrations.get(task.integration);
    const kind = state?.type === 'Task' ? state.kind : state?.type === 'Map' ? state.reader?.kind : undefined;
    if (state === undefined || kind === undefined || integration === undefined)
      throw new Error(`Execution ${arn} waits for '${task.integration}', which this engine does not have.`);
    const abort = new AbortController();
    const id = taskKey(arn, taskId);
    this.#aborts.set(id, abort);
    this.#tasks++;
    void this.#outcome(
      integration.perform(
        { executionArn: arn, branch: branchId, stateName: state.name, task, kind, signal: abort.signal },
        this.#options.services,
      ),
    )
      .then((outcome) => this.#taskAnswered(arn, branchId, task, outcome))
      .catch(this.#options.onError)
      .finally(() => {
        this.#aborts.delete(id);
        this.#tasks--;
      });
  }

  /** An integration that throws is at fault itself; its execution sees a failed task. */
  async #outcome(performed: Promise<Outcome>): Promise<Outcome> {
    try {
      return await performed;
    } catch (error) {
      if (error instanceof EngineStopped) throw error;
      this.#options.onError(error);
      return {
        kind: 'failed',
        error: error instanceof Error ? error.name : 'States.TaskFailed',
        cause: error instanceof Error ? error.message : String(error),
      };
    }
  }

  async #taskAnswered(arn: string, branch: number, task: PendingTask, outcome: Outcome): Promise<void> {
    if (this.#closed || this.#failure !== undefined) return;
    if (outcome.kind !== 'submitted' || outcome.childArn === undefined) {
      await this.apply(arn, { branch, task: task.id, ...outcomeEvent(outcome) });
      return;
    }
    await this.#childSubmitted(arn, branch, task, outcome.childArn, {
      branch,
      task: task.id,
      ...outcomeEvent(outcome),
    });
  }

  /** `submitted`: absent where a restart finds it already recorded. */
  async #childSubmitted(
    arn: string,
    branch: number,
    task: PendingTask,
    childArn: string,
    submitted?: EngineEvent,
  ): Promise<void> {
    const events = submitted === undefined ? [] : [submitted];
    const open = this.#cells.get(childArn);
    if (!this.#waits(arn, branch, task.id)) {
      // The task ended (a time limit, a failed sibling, a stop) while its start was under way.
      if (sameParent(open?.execution, arn, task.id)) await this.apply(childArn, { kind: 'stop' });
      return;
    }
    if (open?.execution.status === 'RUNNING') {
      const watcher = { parent: arn, branch, task: task.id, resource: task.resource };
      this.#watchers.set(childArn, [...(this.#watchers.get(childArn) ?? []), watcher]);
      await this.apply(arn, ...events);
      return;
    }
    const child = open?.execution ?? (await this.#options.journal.execution(childArn));
    if (child === undefined)
      throw new Error(`Execution ${arn} waits for ${childArn}, which the journal does not have.`);
    await this.apply(arn, ...events, {
      branch,
      task: task.id,
      ...outcomeEvent(childOutcome(task.resource, childOf(child))),
    });
  }

  /** Whether the task is pending. */
  #waits(arn: string, branch: number, task: number): boolean {
    const phase = this.#cells.get(arn)?.execution.branches[branch]?.phase;
    return phase?.kind === 'task' && phase.task.id === task;
  }

  #reissue(execution: Execution): void {
    const { startedBy } = execution;
    // Its parent's task ended, and the process with it before the child was stopped.
    if (startedBy?.waits === true && !this.#waits(startedBy.arn, startedBy.branch, startedBy.task)) {
      void this.apply(execution.arn, { kind: 'stop' }).catch(this.#options.onError);
      return;
    }
    for (const branch of Object.values(execution.branches)) {
      if (branch.phase.kind !== 'task') continue;
      const { task } = branch.phase;
      if (!task.submitted) this.#perform(execution.arn, branch.id, task.id);
      else if (task.childArn !== undefined)
        void this.#childSubmitted(execution.arn, branch.id, task, task.childArn).catch(this.#options.onError);
    }
  }

  // ---- time

  async #tick(): Promise<void> {
    const writes: Promise<void>[] = [];
    for (let due = this.#alarm.take(WAKE_AT_ONCE); due.length > 0; due = this.#alarm.take(WAKE_AT_ONCE)) {
      const batch: Batch = { entries: new Map(), after: [] };
      for (const arn of due) {
        const cell = this.#cells.get(arn);
        if (cell !== undefined) this.#fold(cell, { kind: 'tick' }, batch);
      }
      writes.push(this.#commit(batch));
    }
    this.#alarm.arm();
    await Promise.all(writes);
  }

  #sources(): Sources {
    const { time, random, limits } = this.#options;
    return { at: time.now(), random, hash, stopwatch, limits };
  }
}

const taskKey = (arn: string, task: number): string => `${arn}#${task}`;
