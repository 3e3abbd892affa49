/** StartExecution: names, inputs and AWS's idempotency. */
import { checkName, executionArn } from './arn.ts';
import type { StartExecution } from './descriptions.ts';
import { EngineError } from './errors.ts';
import type { Execution, TaskReference } from './execution.ts';
import { copyJson, jsonBytes, type Json } from './json.ts';
import type { Journal, MachineRecord } from './journal/journal.ts';
import type { Random } from './ports.ts';
import type { Runtime } from './runtime.ts';

export interface StartsOptions {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly now: () => number;
  readonly random: Random;
  /** By ARN or name. Throws `StateMachineDoesNotExist`. */
  readonly machine: (nameOrArn: string, revision?: string) => MachineRecord;
}

export interface Started {
  readonly executionArn: string;
  readonly startDate: number;
}

const MAX_INPUT = 262_144;

export class Starts {
  readonly #options: StartsOptions;
  readonly #starting = new Map<string, Promise<unknown>>();

  constructor(options: StartsOptions) {
    this.#options = options;
  }

  /** `startedBy`: a task that issues its start again after a crash gets its own execution, also when that has ended. */
  async start(request: StartExecution, startedBy?: TaskReference): Promise<Started> {
    const { runtime, random } = this.#options;
    runtime.ready();
    const machine = this.#options.machine(request.stateMachine, request.revision?.id);
    const name = request.name ?? uuidLike(random.hex(16));
    checkName(name);
    const input = request.input ?? {};
    if (jsonBytes(input, MAX_INPUT) > MAX_INPUT) {
      throw new EngineError(
        'InvalidExecutionInput',
        `Invalid State Machine Execution Input: it is longer than ${MAX_INPUT} bytes`,
      );
    }
    const arn = executionArn(machine.arn, name, machine.type === 'EXPRESS' ? uuidLike(random.hex(16)) : undefined);
    // Two starts of one name: the second waits for the first to be decided.
    for (let other = this.#starting.get(arn); other !== undefined; other = this.#starting.get(arn)) await other;
    const starting = this.#start(machine, arn, name, copyJson(input), startedBy, request.revision);
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
    startedBy: TaskReference | undefined,
    revision: StartExecution['revision'],
  ): Promise<Started> {
    const { runtime, journal } = this.#options;
    const open = runtime.cell(arn);
    const existing = open?.execution ?? (machine.type === 'EXPRESS' ? undefined : await journal.execution(arn));
    if (existing !== undefined) {
      await open?.durable;
      if (
        !sameTask(existing.startedBy, startedBy) &&
        (existing.status !== 'RUNNING' || JSON.stringify(existing.input) !== JSON.stringify(input))
      ) {
        throw new EngineError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      return { executionArn: arn, startDate: existing.startedAt };
    }
    const startedAt = this.#options.now();
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
      ...(startedBy === undefined ? {} : { startedBy }),
      ...(revision === undefined ? {} : { versionArn: revision.versionArn }),
      ...(revision?.aliasArn === undefined ? {} : { aliasArn: revision.aliasArn }),
      events: 0,
      lastBranch: 0,
      lastTask: 0,
      branches: {},
    };
    await runtime.start(execution);
    return { executionArn: arn, startDate: startedAt };
  }
}

const sameTask = (a: TaskReference | undefined, b: TaskReference | undefined): boolean =>
  a !== undefined && b !== undefined && a.arn === b.arn && a.task === b.task;

const uuidLike = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
