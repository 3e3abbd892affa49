/** The engine's calls on state machines. */
import { checkName, machineArn, type ArnBase } from './arn.ts';
import { describeMachine, type CreateStateMachine, type StateMachineDescription } from './descriptions.ts';
import { EngineError } from './errors.ts';
import type { JournalEntry, MachineRecord } from './journal/journal.ts';
import type { Machines } from './machines.ts';

export interface MachineCallsOptions {
  readonly machines: Machines;
  readonly arn: ArnBase;
  readonly now: () => number;
  /** Text → identity of a revision. */
  readonly digest: (text: string) => string;
  readonly append: (entries: readonly JournalEntry[]) => Promise<void>;
}

export class MachineCalls {
  readonly #options: MachineCallsOptions;

  constructor(options: MachineCallsOptions) {
    this.#options = options;
  }

  /** The same name with the same definition and type again is the same machine. */
  async create(
    request: CreateStateMachine,
  ): Promise<{ readonly stateMachineArn: string; readonly creationDate: number }> {
    const { name, definition, type = 'STANDARD', roleArn = '' } = request;
    checkName(name);
    const machine = this.#options.machines.compile(definition, type);
    const arn = machineArn(this.#options.arn, name);
    const existing = this.#options.machines.find(arn);
    if (existing !== undefined) {
      if (existing.definition === definition && existing.type === type)
        return { stateMachineArn: arn, creationDate: existing.createdAt };
      throw new EngineError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    }
    const now = this.#options.now();
    const record = {
      arn,
      name,
      revision: this.#revision(definition, type, roleArn),
      type,
      roleArn,
      definition,
      createdAt: now,
      updatedAt: now,
    };
    this.#options.machines.put(record, machine);
    await this.#options.append([{ kind: 'machine', machine: record }]);
    return { stateMachineArn: arn, creationDate: now };
  }

  /** Open executions keep the definition with which they began. */
  async update(request: {
    readonly stateMachineArn: string;
    readonly definition?: string;
    readonly roleArn?: string;
  }): Promise<{ readonly revisionId: string; readonly updateDate: number }> {
    const before = this.#options.machines.get(this.arnOf(request.stateMachineArn));
    const definition = request.definition ?? before.definition;
    const roleArn = request.roleArn ?? before.roleArn;
    const machine = this.#options.machines.compile(definition, before.type);
    const record: MachineRecord = {
      ...before,
      definition,
      roleArn,
      revision: this.#revision(definition, before.type, roleArn),
      updatedAt: this.#options.now(),
    };
    this.#options.machines.put(record, machine);
    await this.#options.append([{ kind: 'machine', machine: record }]);
    return { revisionId: record.revision, updateDate: record.updatedAt };
  }

  /** Creates the machine or brings it up to date; writes nothing where it stands as given. For homes that deploy at start. */
  async put(request: CreateStateMachine): Promise<string> {
    const arn = machineArn(this.#options.arn, request.name);
    const existing = this.#options.machines.find(arn);
    if (existing === undefined) await this.create(request);
    else if (existing.definition !== request.definition || (request.roleArn ?? '') !== existing.roleArn) {
      await this.update({
        stateMachineArn: arn,
        definition: request.definition,
        roleArn: request.roleArn ?? '',
      });
    }
    return arn;
  }

  /** Open executions run on. */
  async delete(arn: string): Promise<void> {
    if (this.#options.machines.find(arn) === undefined) return;
    this.#options.machines.delete(arn);
    await this.#options.append([{ kind: 'machineDeleted', arn }]);
  }

  /** By ARN or name. */
  describe(machine: string): StateMachineDescription {
    return describeMachine(this.#options.machines.get(this.arnOf(machine)));
  }

  list(): StateMachineDescription[] {
    return this.#options.machines.list().map(describeMachine);
  }

  /** By ARN or name. Throws `StateMachineDoesNotExist`. */
  get(machine: string): MachineRecord {
    return this.#options.machines.get(this.arnOf(machine));
  }

  /** Throws `StateMachineDoesNotExist`, also where only that revision is unknown. */
  revision(machine: string, revision: string): MachineRecord {
    return this.#options.machines.revision(this.get(machine).arn, revision);
  }

  arnOf(machine: string): string {
    return machine.startsWith('arn:') ? machine : machineArn(this.#options.arn, machine);
  }

  /** The same definition under the same role is the same revision. */
  #revision(definition: string, type: string, roleArn: string): string {
    return this.#options.digest(JSON.stringify([definition, type, roleArn])).slice(0, 32);
  }
}
