/** The engine's calls: what AWS's API does, in this process. `runtime.ts` acts; this page answers. */
import type { ArnBase } from './arn.ts';
import {
  describeExecution,
  describeMachine,
  type CreateStateMachine,
  type ExecutionDescription,
  type StartExecution,
  type StateMachineDescription,
} from './descriptions.ts';
import { EngineError } from './errors.ts';
import type { Execution } from './execution.ts';
import { present, type PresentedEvent } from './history.ts';
import type { Integration } from './integrations/integration.ts';
import { describeResource, INTEGRATIONS } from './integrations/registry.ts';
import { copyJson, jsonBytes, type Json } from './json.ts';
import type { ExecutionPage, ExecutionQuery, Journal } from './journal/journal.ts';
import { MachineCalls } from './machine-calls.ts';
import { Machines } from './machines.ts';
import { AWS_LIMITS, type LambdaDoor, type Limits, type Random, type Time } from './ports.ts';
import { systemRandom } from './random.ts';
import { hash } from './host.ts';
import { Runtime, type Cell } from './runtime.ts';
import { Starts } from './starts.ts';
import { realTime } from './time/real.ts';
import { readToken } from './token.ts';

export type {
  CreateStateMachine,
  ExecutionDescription,
  StartExecution,
  StateMachineDescription,
} from './descriptions.ts';

export interface EngineOptions {
  readonly journal: Journal;
  readonly lambda: LambdaDoor;
  readonly time?: Time;
  readonly random?: Random;
  readonly limits?: Partial<Limits>;
  readonly arn?: Partial<ArnBase>;
  readonly integrations?: readonly Integration[];
  /** What a machine's own start of an ARN with a version or an alias starts; undefined: there is no such. Absent: the engine knows neither. */
  readonly qualified?: (machineArn: string) => Pick<StartExecution, 'stateMachine' | 'revision'> | undefined;
  /** Told of every failure that has no caller to be thrown at. */
  readonly onError?: (error: unknown) => void;
}

/** Reads the journal, rebuilds every open execution, re-issues what was in flight. Throws where the journal is damaged. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const engine = new Engine(options);
  await engine.recover();
  return engine;
}

export class Engine {
  readonly #journal: Journal;
  readonly #time: Time;
  readonly #limits: Limits;
  readonly #calls: MachineCalls;
  readonly #machines: Machines;
  readonly #runtime: Runtime;
  readonly #starts: Starts;

  constructor(options: EngineOptions) {
    const {
      journal,
      lambda,
      time = realTime(),
      random = systemRandom(),
      integrations = INTEGRATIONS,
      qualified = () => undefined,
      onError = (): void => {},
    } = options;
    this.#journal = journal;
    this.#time = time;
    this.#limits = { ...AWS_LIMITS, ...options.limits };
    const machines = new Machines((resource) => describeResource(resource, integrations));
    this.#runtime = new Runtime({
      journal,
      machines,
      integrations: new Map(integrations.map((integration) => [integration.name, integration])),
      services: {
        lambda,
        startExecution: async ({ machineArn, name, input, startedBy }) => {
          const target = qualified(machineArn) ?? { stateMachine: machineArn };
          const started = await this.#starts.start({ ...target, name, input }, startedBy);
          return { executionArn: started.executionArn, startedAt: started.startDate };
        },
      },
      time,
      random,
      limits: this.#limits,
      onError,
    });
    this.#starts = new Starts({
      runtime: this.#runtime,
      journal,
      now: () => time.now(),
      random,
      machine: (name, revision) =>
        revision === undefined ? this.#calls.get(name) : this.#calls.revision(name, revision),
    });
    this.#machines = machines;
    this.#calls = new MachineCalls({
      machines,
      arn: { partition: 'aws', region: 'us-east-1', account: '000000000000', ...options.arn },
      now: () => time.now(),
      digest: (text) => hash('SHA-256', text),
      append: (entries) => this.#runtime.append(entries),
    });
  }

  // ---- machines

  /** The same name with the same definition and type again is the same machine. */
  async createStateMachine(request: CreateStateMachine): ReturnType<MachineCalls['create']> {
    this.#runtime.ready();
    return this.#calls.create(request);
  }

  /** Open executions keep the definition with which they began. */
  async updateStateMachine(request: Parameters<MachineCalls['update']>[0]): ReturnType<MachineCalls['update']> {
    this.#runtime.ready();
    return this.#calls.update(request);
  }

  /** Creates the machine or brings it up to date; writes nothing where it stands as given. For homes that deploy at start. */
  async putStateMachine(request: CreateStateMachine): Promise<string> {
    this.#runtime.ready();
    return this.#calls.put(request);
  }

  /** Open executions run on. */
  async deleteStateMachine(machine: string): Promise<void> {
    this.#runtime.ready();
    return this.#calls.delete(machine);
  }

  /** By ARN or name. */
  describeStateMachine(machine: string): StateMachineDescription {
    return this.#calls.describe(machine);
  }

  listStateMachines(): StateMachineDescription[] {
    return this.#calls.list();
  }

  // ---- executions

  /**
   * Resolves when the start is durable. Standard: the same name and input while it runs gives the same execution;
   * closed, or with another input, throws `ExecutionAlreadyExists`.
   */
  startExecution(request: StartExecution): Promise<{ readonly executionArn: string; readonly startDate: number }> {
    return this.#starts.start(request);
  }

  /** Ends an execution, and the children that it waits for. Nothing where it is closed already. */
  async stopExecution(
    arn: string,
    reason: { readonly error?: string; readonly cause?: string } = {},
  ): Promise<{ readonly stopDate: number }> {
    this.#runtime.ready();
    if (this.#runtime.cell(arn) === undefined) {
      const { stoppedAt } = await this.#existing(arn);
      return { stopDate: stoppedAt ?? this.#time.now() };
    }
    await this.#runtime.apply(arn, { kind: 'stop', ...reason });
    const { stoppedAt } = await this.#existing(arn);
    return { stopDate: stoppedAt ?? this.#time.now() };
  }

  /** Of durable facts only: it waits for what is being written. Throws `ExecutionDoesNotExist`. */
  async describeExecution(arn: string): Promise<ExecutionDescription> {
    this.#runtime.ready();
    return describeExecution(await this.#existing(arn));
  }

  /** The definition that an execution began with, also where the machine has gone on or is gone. */
  async describeStateMachineForExecution(arn: string): Promise<StateMachineDescription> {
    this.#runtime.ready();
    const { machineArn, revision } = await this.#existing(arn);
    return describeMachine(this.#machines.revision(machineArn, revision));
  }

  /** Throws `StateMachineDoesNotExist`. */
  describeRevision(machine: string, revision: string): StateMachineDescription {
    return describeMachine(this.#calls.revision(machine, revision));
  }

  /** AWS's events, payloads as JSON texts; at most `limit` after event `after`. */
  async getExecutionHistory(
    arn: string,
    { after = 0, limit = 1_000 }: { readonly after?: number; readonly limit?: number } = {},
  ): Promise<readonly PresentedEvent[]> {
    this.#runtime.ready();
    await this.#existing(arn);
    return (await this.#journal.history(arn, after, limit)).map(present);
  }

  /** The same events, newest first: at most `limit` before event `before`. */
  async getReverseHistory(
    arn: string,
    { before = Infinity, limit = 1_000 }: { readonly before?: number; readonly limit?: number } = {},
  ): Promise<readonly PresentedEvent[]> {
    this.#runtime.ready();
    const { events } = await this.#existing(arn);
    const last = Math.min(events, before - 1);
    const after = Math.max(0, last - limit);
    return (await this.#journal.history(arn, after, last - after)).map(present).toReversed();
  }

  async listExecutions(
    query: ExecutionQuery,
  ): Promise<{ readonly executions: readonly ExecutionDescription[]; readonly next?: string }> {
    this.#runtime.ready();
    this.#calls.get(query.machineArn);
    const page: ExecutionPage = await this.#journal.list(query);
    const executions = page.executions.map(describeExecution);
    return page.next === undefined ? { executions } : { executions, next: page.next };
  }

  /** Resolves when the execution has ended and its end is durable. */
  async finished(arn: string): Promise<ExecutionDescription> {
    this.#runtime.ready();
    await this.#runtime.ended(arn);
    return this.describeExecution(arn);
  }

  // ---- tokens

  async sendTaskSuccess(token: string, output: Json): Promise<void> {
    const { payloadBytes } = this.#limits;
    if (jsonBytes(output, payloadBytes) > payloadBytes) {
      throw new EngineError('InvalidOutput', `Invalid Output: it is longer than ${payloadBytes} bytes`);
    }
    await this.#byToken(token, { kind: 'taskSucceeded', output: copyJson(output) });
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
    this.#runtime.ready();
    await this.#runtime.wake();
  }

  /** For simulations: what is under way. */
  busy(): { readonly appends: number; readonly tasks: number } {
    return this.#runtime.busy();
  }

  /** Executions under way. */
  get openExecutions(): number {
    return this.#runtime.size;
  }

  /** Doors still at work are told by their signal and not waited for; their tasks are re-issued at the next start. */
  close(): Promise<void> {
    return this.#runtime.close();
  }

  /** Called by `createEngine`. */
  async recover(): Promise<void> {
    const recovered = await this.#journal.open();
    this.#machines.recover(recovered);
    this.#runtime.recover(recovered);
  }

  // ---- odds and ends

  async #existing(arn: string): Promise<Execution> {
    const cell = this.#runtime.cell(arn);
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
    this.#runtime.ready();
    const token = readToken(text);
    if (token === undefined) throw new EngineError('InvalidToken', "Invalid Token: 'Invalid token'");
    const { executionArn: arn, branch, task } = token;
    const cell = this.#runtime.cell(arn);
    const phase = cell?.execution.branches[branch]?.phase;
    if (phase?.kind === 'task' && phase.task.id === task && phase.task.token === text)
      return this.#runtime.apply(arn, { ...event, branch, task });
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
