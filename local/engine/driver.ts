/**
 * Performs what `decide` commands. The order of every step: fold in memory, append to the journal, and only when that
 * is durable perform the commands and answer the caller. One append a macro-step; executions never wait for each other.
 */
import { createHash } from 'node:crypto';
import { checkName, executionArn, machineArn, type ArnBase } from './arn.ts';
import { decide, type Decision, type EngineEvent } from './decide.ts';
import { EngineError, EngineStopped } from './errors.ts';
import { nextDue, type Execution, type ExecutionStatus, type MachineType, type PendingTask } from './execution.ts';
import { present, type HistoryEvent, type PresentedEvent } from './history.ts';
import type { ChildDescription, Integration, Outcome, Services } from './integrations/integration.ts';
import { describeResource, INTEGRATIONS } from './integrations/registry.ts';
import { childOutcome } from './integrations/states.ts';
import { jsonBytes, type Json } from './json.ts';
import type { ExecutionPage, ExecutionQuery, Journal, JournalEntry, MachineRecord } from './journal/journal.ts';
import { Machines } from './machines.ts';
import { AWS_LIMITS, type LambdaDoor, type Limits, type Random, type Sources, type Time } from './ports.ts';
import { systemRandom } from './random.ts';
import { realTime } from './time/real.ts';
import { Timers } from './time/timers.ts';
import { readToken } from './token.ts';

export interface EngineOptions {
  readonly journal: Journal;
  readonly lambda: LambdaDoor;
  readonly time?: Time;
  readonly random?: Random;
  readonly limits?: Partial<Limits>;
  readonly arn?: Partial<ArnBase>;
  readonly integrations?: readonly Integration[];
  /** Told of every failure that has no caller to be thrown at. */
  readonly onError?: (error: unknown) => void;
}

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

export interface StateMachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly definition: string;
  readonly revisionId: string;
  readonly creationDate: number;
}

export interface CreateStateMachine {
  readonly name: string;
  readonly definition: string;
  readonly type?: MachineType;
  readonly roleArn?: string;
}

export interface StartExecution {
  /** ARN or name. */
  readonly stateMachine: string;
  readonly name?: string;
  readonly input?: Json;
}

export type Engine = Driver;

/** Reads the journal, rebuilds every open execution, re-issues what was in flight. Throws where the journal is damaged. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const driver = new Driver(options);
  await driver.recover();
  return driver;
}

/** One open execution, or one that closed and whose end is not durable yet. */
interface Cell {
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
const MAX_ARN_INPUT = 262_144;

export class Driver {
  readonly #journal: Journal;
  readonly #time: Time;
  readonly #random: Random;
  readonly #limits: Limits;
  readonly #arn: ArnBase;
  readonly #integrations: ReadonlyMap<string, Integration>;
  readonly #services: Services;
  readonly #machines: Machines;
  readonly #onError: (error: unknown) => void;
  readonly #cells = new Map<string, Cell>();
  readonly #timers = new Timers();
  readonly #watchers = new Map<string, Watcher[]>();
  readonly #aborts = new Map<string, AbortController>();
  readonly #starting = new Map<string, Promise<unknown>>();
  readonly #endings = new Map<string, (() => void)[]>();
  #cancelWake: (() => void) | undefined;
  #armedFor = Infinity;
  #appends = 0;
  #tasks = 0;
  #closed = false;
  #failure: EngineStopped | undefined;
  #lastAppend: Promise<void> = Promise.resolve();

  constructor(options: EngineOptions) {
    const integrations = options.integrations ?? INTEGRATIONS;
    this.#journal = options.journal;
    this.#time = options.time ?? realTime();
    this.#random = options.random ?? systemRandom();
    this.#limits = { ...AWS_LIMITS, ...options.limits };
    this.#arn = { partition: 'aws', region: 'us-east-1', account: '000000000000', ...options.arn };
    this.#integrations = new Map(integrations.map((integration) => [integration.name, integration]));
    this.#machines = new Machines((resource) => describeResource(resource, integrations));
    this.#onError = options.onError ?? ((): void => {});
    this.#services = {
      lambda: options.lambda,
      startExecution: async ({ machineArn: arn, name, input }) => {
        const { executionArn: started, startDate } = await this.startExecution({ stateMachine: arn, name, input });
        return { executionArn: started, startedAt: startDate };
      },
    };
  }

  // ---- machines

  /** The same name with the same definition and type again is the same machine. */
  async createStateMachine(
    request: CreateStateMachine,
  ): Promise<{ readonly stateMachineArn: string; readonly creationDate: number }> {
    const { name, definition, type = 'STANDARD', roleArn = '' } = request;
    this.#ready();
    checkName(name);
    const machine = this.#machines.compile(definition, type);
    const arn = machineArn(this.#arn, name);
    const existing = this.#machines.find(arn);
    if (existing !== undefined) {
      if (existing.definition === definition && existing.type === type)
        return { stateMachineArn: arn, creationDate: existing.createdAt };
      throw new EngineError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const now = this.#time.now();
    const record = {
      arn,
      name,
      revision: revisionOf(definition, type, roleArn),
      type,
      roleArn,
      definition,
      createdAt: now,
      updatedAt: now,
    };
    this.#machines.put(record, machine);
    await this.#append([{ kind: 'machine', machine: record }]);
    return { stateMachineArn: arn, creationDate: now };
  }

  /** Open executions keep the definition with which they began. */
  async updateStateMachine(request: {
    readonly stateMachineArn: string;
    readonly definition?: string;
    readonly roleArn?: string;
  }): Promise<{ readonly revisionId: string; readonly updateDate: number }> {
    this.#ready();
    const before = this.#machines.get(this.#machineArn(request.stateMachineArn));
    const definition = request.definition ?? before.definition;
    const roleArn = request.roleArn ?? before.roleArn;
    const machine = this.#machines.compile(definition, before.type);
    const record: MachineRecord = {
      ...before,
      definition,
      roleArn,
      revision: revisionOf(definition, before.type, roleArn),
      updatedAt: this.#time.now(),
    };
    this.#machines.put(record, machine);
    await this.#append([{ kind: 'machine', machine: record }]);
    return { revisionId: record.revision, updateDate: record.updatedAt };
  }

  /** Creates the machine or brings it up to date; writes nothing where it stands as given. For homes that deploy at start. */
  async putStateMachine(request: CreateStateMachine): Promise<string> {
    const arn = machineArn(this.#arn, request.name);
    const existing = this.#machines.find(arn);
    if (existing === undefined) await this.createStateMachine(request);
    else if (existing.definition !== request.definition || (request.roleArn ?? '') !== existing.roleArn) {
      await this.updateStateMachine({
        stateMachineArn: arn,
        definition: request.definition,
        roleArn: request.roleArn ?? '',
      });
    }
    return arn;
  }

  /** Open executions run on. */
  async deleteStateMachine(arn: string): Promise<void> {
    this.#ready();
    if (this.#machines.find(arn) === undefined) return;
    this.#machines.delete(arn);
    await this.#append([{ kind: 'machineDeleted', arn }]);
  }

  /** By ARN or name. */
  describeStateMachine(machine: string): StateMachineDescription {
    return describeMachine(this.#machines.get(this.#machineArn(machine)));
  }

  listStateMachines(): StateMachineDescription[] {
    return this.#machines.list().map(describeMachine);
  }

  // ---- executions

  /**
   * Resolves when the start is durable. Standard: the same name and input while it runs gives the same execution;
   * closed, or with another input, throws `ExecutionAlreadyExists`.
   */
  async startExecution(
    request: StartExecution,
  ): Promise<{ readonly executionArn: string; readonly startDate: number }> {
    this.#ready();
    const machine = this.#machines.get(this.#machineArn(request.stateMachine));
    const name = request.name ?? uuidLike(this.#random.hex(16));
    checkName(name);
    const input = request.input ?? {};
    if (jsonBytes(input, MAX_ARN_INPUT) > MAX_ARN_INPUT)
      throw new EngineError(
        'InvalidExecutionInput',
        `Invalid State Machine Execution Input: it is longer than ${MAX_ARN_INPUT} bytes`,
      );
    const arn = executionArn(
      machine.arn,
      name,
      machine.type === 'EXPRESS' ? uuidLike(this.#random.hex(16)) : undefined,
    );
    // Two starts of one name: the second waits for the first to be decided.
    for (let other = this.#starting.get(arn); other !== undefined; other = this.#starting.get(arn)) await other;
    const starting = this.#start(machine, arn, name, input);
    this.#starting.set(
      arn,
      starting.catch(() => undefined),
    );
    try {
      return await starting;
    } finally {
      this.#starting.delete(arn);
    }
  }

  async #start(
    machine: MachineRecord,
    arn: string,
    name: string,
    input: Json,
  ): Promise<{ executionArn: string; startDate: number }> {
    const open = this.#cells.get(arn);
    const existing = open?.execution ?? (machine.type === 'EXPRESS' ? undefined : await this.#journal.execution(arn));
    if (existing !== undefined) {
      if (existing.status !== 'RUNNING' || JSON.stringify(existing.input) !== JSON.stringify(input)) {
        await open?.durable;
        throw new EngineError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      await open?.durable;
      return { executionArn: arn, startDate: existing.startedAt };
    }
    const startedAt = this.#time.now();
    const execution: Execution = {
      arn,
      name,
      machineArn: machine.arn,
      machineName: machine.name,
      revision: machine.revision,
      roleArn: machine.roleArn,
      type: machine.type,
      input,
      startedAt,
      status: 'RUNNING',
      events: 0,
      lastBranch: 0,
      lastTask: 0,
      branches: {},
    };
    this.#cells.set(arn, { execution, durable: Promise.resolve() });
    await this.#apply(arn, { kind: 'start' });
    return { executionArn: arn, startDate: startedAt };
  }

  /** Ends an execution, and the children that it waits for. Nothing where it is closed already. */
  async stopExecution(
    arn: string,
    reason: { readonly error?: string; readonly cause?: string } = {},
  ): Promise<{ readonly stopDate: number }> {
    this.#ready();
    if (!this.#cells.has(arn)) {
      const { stoppedAt } = await this.#existing(arn);
      return { stopDate: stoppedAt ?? this.#time.now() };
    }
    await this.#apply(arn, { kind: 'stop', ...reason });
    return { stopDate: this.#time.now() };
  }

  /** Of durable facts only: it waits for what is being written. Throws `ExecutionDoesNotExist`. */
  async describeExecution(arn: string): Promise<ExecutionDescription> {
    this.#ready();
    return describe(await this.#existing(arn));
  }

  /** AWS's events, payloads as JSON texts; at most `limit` after event `after`. */
  async getExecutionHistory(
    arn: string,
    { after = 0, limit = 1_000 }: { readonly after?: number; readonly limit?: number } = {},
  ): Promise<readonly PresentedEvent[]> {
    this.#ready();
    await this.#existing(arn);
    return (await this.#journal.history(arn, after, limit)).map(present);
  }

  async listExecutions(
    query: ExecutionQuery,
  ): Promise<{ readonly executions: readonly ExecutionDescription[]; readonly next?: string }> {
    this.#ready();
    this.#machines.get(query.machineArn);
    const page: ExecutionPage = await this.#journal.list(query);
    const executions = page.executions.map(describe);
    return page.next === undefined ? { executions } : { executions, next: page.next };
  }

  /** Resolves when the execution has ended and its end is durable. */
  async finished(arn: string): Promise<ExecutionDescription> {
    const cell = this.#cells.get(arn);
    if (cell?.execution.status === 'RUNNING') {
      await new Promise<void>((resolve) => {
        this.#endings.set(arn, [...(this.#endings.get(arn) ?? []), resolve]);
      });
    }
    return this.describeExecution(arn);
  }

  // ---- tokens

  async sendTaskSuccess(token: string, output: Json): Promise<void> {
    const { payloadBytes } = this.#limits;
    if (jsonBytes(output, payloadBytes) > payloadBytes) {
      throw new EngineError('InvalidOutput', `Invalid Output: it is longer than ${payloadBytes} bytes`);
    }
    await this.#byToken(token, { kind: 'taskSucceeded', output });
  }

  async sendTaskFailure(
    token: string,
    { error = 'States.TaskFailed', cause }: { readonly error?: string; readonly cause?: string } = {},
  ): Promise<void> {
    await this.#byToken(token, { kind: 'taskFailed', error, ...(cause === undefined ? {} : { cause }) });
  }

  async sendTaskHeartbeat(token: string): Promise<void> {
    await this.#byToken(token, { kind: 'heartbeat' });
  }

  // ---- life

  /** Looks at the clock now: call it after moving a clock that has an offset. Resolves when what was due has been written. */
  async wake(): Promise<void> {
    this.#ready();
    this.#disarm();
    await this.#tick();
  }

  /** For simulations: what is under way. */
  busy(): { readonly appends: number; readonly tasks: number } {
    return { appends: this.#appends, tasks: this.#tasks };
  }

  /** Executions under way. */
  get openExecutions(): number {
    return this.#cells.size;
  }

  /** Doors still at work are told by their signal and not waited for; their tasks are re-issued at the next start. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#disarm();
    for (const abort of this.#aborts.values()) abort.abort();
    await this.#lastAppend.catch(() => undefined);
    await this.#journal.close();
  }

  /** Called by `createEngine`. */
  async recover(): Promise<void> {
    const recovered = await this.#journal.open();
    this.#machines.recover(recovered);
    for (const execution of recovered.open) {
      this.#machines.of(execution);
      this.#cells.set(execution.arn, { execution, durable: Promise.resolve() });
      this.#timers.set(execution.arn, nextDue(execution));
    }
    for (const execution of recovered.open) this.#reissue(execution);
    this.#arm();
  }

  // ---- the step

  #sources(): Sources {
    return { at: this.#time.now(), random: this.#random, hash, stopwatch, limits: this.#limits };
  }

  #apply(arn: string, ...events: readonly EngineEvent[]): Promise<void> {
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
    this.#timers.set(arn, nextDue(execution));
    for (const command of commands) {
      if (command.kind === 'perform') batch.after.push(() => this.#perform(arn, command.branch, command.task));
      else this.#cancel(arn, command.task, command.childArn, batch);
    }
    if (execution.status !== 'RUNNING') this.#ended(cell, batch);
  }

  /** An execution that the interpreter itself cannot carry on is ended and told of; the others must not suffer. */
  #decide(execution: Execution, event: EngineEvent): Decision {
    const machine = this.#machines.of(execution);
    try {
      return decide(machine, execution, event, this.#sources());
    } catch (error) {
      this.#onError(error);
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
    const durable = this.#append(
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
    this.#arm();
    return done;
  }

  #append(entries: readonly JournalEntry[]): Promise<void> {
    this.#appends++;
    const done = this.#journal.append(entries).then(
      () => {
        this.#appends--;
      },
      (error: unknown) => {
        this.#appends--;
        this.#failure ??= new EngineStopped(error);
        this.#disarm();
        this.#onError(this.#failure);
        throw this.#failure;
      },
    );
    // Handled here once and for all: a caller that waits gets the error, a step without a caller told `onError`.
    done.catch(() => undefined);
    this.#lastAppend = done;
    return done;
  }

  // ---- tasks

  #perform(arn: string, branchId: number, taskId: number): void {
    const cell = this.#cells.get(arn);
    const branch = cell?.execution.branches[branchId];
    if (cell === undefined || branch?.phase.kind !== 'task' || branch.phase.task.id !== taskId) return;
    const { task } = branch.phase;
    const state = this.#machines.of(cell.execution).graphs[branch.graph]?.states.get(branch.state);
    const integration = this.#integrations.get(task.integration);
    if (state?.type !== 'Task' || integration === undefined)
      throw new Error(`Execution ${arn} waits for '${task.integration}', which this engine does not have.`);
    const abort = new AbortController();
    const id = taskKey(arn, taskId);
    this.#aborts.set(id, abort);
    this.#tasks++;
    void this.#outcome(
      integration.perform(
        { executionArn: arn, stateName: state.name, task, kind: state.kind, signal: abort.signal },
        this.#services,
      ),
    )
      .then((outcome) => this.#taskAnswered(arn, branchId, task, outcome))
      .catch(this.#onError)
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
      this.#onError(error);
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
      await this.#apply(arn, { branch, task: task.id, ...outcomeEvent(outcome) });
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
    if (open?.execution.status === 'RUNNING') {
      const watcher = { parent: arn, branch, task: task.id, resource: task.resource };
      this.#watchers.set(childArn, [...(this.#watchers.get(childArn) ?? []), watcher]);
      await this.#apply(arn, ...events);
      return;
    }
    const child = open?.execution ?? (await this.#journal.execution(childArn));
    if (child === undefined)
      throw new Error(`Execution ${arn} waits for ${childArn}, which the journal does not have.`);
    await this.#apply(arn, ...events, {
      branch,
      task: task.id,
      ...outcomeEvent(childOutcome(task.resource, childOf(child))),
    });
  }

  #reissue(execution: Execution): void {
    for (const branch of Object.values(execution.branches)) {
      if (branch.phase.kind !== 'task') continue;
      const { task } = branch.phase;
      if (!task.submitted) this.#perform(execution.arn, branch.id, task.id);
      else if (task.childArn !== undefined)
        void this.#childSubmitted(execution.arn, branch.id, task, task.childArn).catch(this.#onError);
    }
  }

  // ---- time

  #arm(): void {
    const due = this.#timers.earliest() ?? Infinity;
    if (due === this.#armedFor || this.#closed || this.#failure !== undefined) return;
    this.#disarm();
    if (due === Infinity) return;
    this.#armedFor = due;
    this.#cancelWake = this.#time.schedule(due, () => {
      this.#armedFor = Infinity;
      this.#cancelWake = undefined;
      void this.#tick().catch(this.#onError);
    });
  }

  #disarm(): void {
    this.#cancelWake?.();
    this.#cancelWake = undefined;
    this.#armedFor = Infinity;
  }

  async #tick(): Promise<void> {
    const writes: Promise<void>[] = [];
    for (
      let due = this.#timers.take(this.#time.now(), WAKE_AT_ONCE);
      due.length > 0;
      due = this.#timers.take(this.#time.now(), WAKE_AT_ONCE)
    ) {
      const batch: Batch = { entries: new Map(), after: [] };
      for (const arn of due) {
        const cell = this.#cells.get(arn);
        if (cell !== undefined) this.#fold(cell, { kind: 'tick' }, batch);
      }
      writes.push(this.#commit(batch));
    }
    this.#arm();
    await Promise.all(writes);
  }

  // ---- odds and ends

  #ready(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#closed) throw new EngineStopped('it was closed');
  }

  #machineArn(machine: string): string {
    return machine.startsWith('arn:') ? machine : machineArn(this.#arn, machine);
  }

  async #existing(arn: string): Promise<Execution> {
    const cell = this.#cells.get(arn);
    if (cell !== undefined) {
      const { execution } = cell;
      await cell.durable;
      return execution;
    }
    const execution = await this.#journal.execution(arn);
    if (execution === undefined) throw new EngineError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  /** Between the look at the task and the fold nothing may be awaited: of two holders of a token one wins. */
  #byToken(text: string, event: TokenEvent): Promise<void> {
    this.#ready();
    const token = readToken(text);
    if (token === undefined) throw new EngineError('InvalidToken', "Invalid Token: 'Invalid token'");
    const { executionArn: arn, branch, task } = token;
    const cell = this.#cells.get(arn);
    const phase = cell?.execution.branches[branch]?.phase;
    if (phase?.kind === 'task' && phase.task.id === task && phase.task.token === text)
      return this.#apply(arn, { ...event, branch, task });
    return this.#refuseToken(arn, cell);
  }

  /** A refusal, too, rests on durable facts: the caller may forget the token on the strength of it. */
  async #refuseToken(arn: string, cell: Cell | undefined): Promise<never> {
    await cell?.durable;
    if (cell === undefined && (await this.#journal.execution(arn)) === undefined) {
      throw new EngineError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
    }
    throw new EngineError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }
}

type TokenEvent =
  | { readonly kind: 'taskSucceeded'; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly error: string; readonly cause?: string }
  | { readonly kind: 'heartbeat' };

const hash: Sources['hash'] = (algorithm, text) =>
  createHash(algorithm.replace('SHA-', 'SHA')).update(text).digest('hex');

// oxlint-disable-next-line no-restricted-globals -- only to stop expressions that run away; no result depends on it
const stopwatch = (): number => performance.now();

const revisionOf = (definition: string, type: string, roleArn: string): string =>
  hash('SHA-256', JSON.stringify([definition, type, roleArn])).slice(0, 32);

const taskKey = (arn: string, task: number): string => `${arn}#${task}`;

const uuidLike = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

type TaskOutcomeEvent =
  | { readonly kind: 'taskSubmitted'; readonly output: Json; readonly childArn?: string }
  | { readonly kind: 'taskSucceeded'; readonly output: Json }
  | { readonly kind: 'taskFailed'; readonly error: string; readonly cause?: string };

function outcomeEvent(outcome: Outcome): TaskOutcomeEvent {
  switch (outcome.kind) {
    case 'succeeded':
      return { kind: 'taskSucceeded', output: outcome.output };
    case 'submitted':
      return { ...outcome, kind: 'taskSubmitted' };
    case 'failed':
      return { ...outcome, kind: 'taskFailed' };
  }
}

const childOf = ({ arn, machineArn: machine, ...rest }: Execution): ChildDescription => ({
  ...rest,
  executionArn: arn,
  machineArn: machine,
});

function describe(execution: Execution): ExecutionDescription {
  const { arn, machineArn: machine, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: startedAt,
    ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt }),
    input,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function describeMachine({
  arn,
  name,
  type,
  roleArn,
  definition,
  revision,
  createdAt,
}: MachineRecord): StateMachineDescription {
  return { stateMachineArn: arn, name, type, roleArn, definition, revisionId: revision, creationDate: createdAt };
}
