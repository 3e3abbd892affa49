/** The machines by ARN and revision; definitions are compiled once and on first use. */
import { requireMachine } from './definition/compile.ts';
import type { Machine } from './definition/machine.ts';
import { EngineError } from './errors.ts';
import type { Execution, MachineType } from './execution.ts';
import type { TaskKind } from './integrations/integration.ts';
import type { MachineRecord, Recovered } from './journal/journal.ts';

export class Machines {
  readonly #records = new Map<string, MachineRecord>();
  readonly #current = new Map<string, string>();
  readonly #compiled = new Map<string, Machine>();
  readonly #describeResource: (resource: string) => TaskKind | undefined;

  constructor(describeResource: (resource: string) => TaskKind | undefined) {
    this.#describeResource = describeResource;
  }

  recover({ machines, current }: Recovered): void {
    for (const record of machines) this.#records.set(key(record.arn, record.revision), record);
    for (const [arn, revision] of current) this.#current.set(arn, revision);
  }

  /** Throws `InvalidDefinition`. */
  compile(definition: string, type: MachineType): Machine {
    return requireMachine(definition, { type, describeResource: this.#describeResource });
  }

  put(record: MachineRecord, machine: Machine): void {
    const id = key(record.arn, record.revision);
    this.#records.set(id, record);
    this.#compiled.set(id, machine);
    this.#current.set(record.arn, record.revision);
  }

  delete(arn: string): void {
    this.#current.delete(arn);
  }

  find(arn: string): MachineRecord | undefined {
    const revision = this.#current.get(arn);
    return revision === undefined ? undefined : this.#records.get(key(arn, revision));
  }

  /** Throws `StateMachineDoesNotExist`. */
  get(arn: string): MachineRecord {
    const record = this.find(arn);
    if (record === undefined)
      throw new EngineError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return record;
  }

  /** Of any machine that ever was. Throws `StateMachineDoesNotExist`. */
  revision(arn: string, revision: string): MachineRecord {
    const record = this.#records.get(key(arn, revision));
    if (record === undefined)
      throw new EngineError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return record;
  }

  list(): MachineRecord[] {
    return [...this.#current.keys()].map((arn) => this.get(arn)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The definition that an execution began with. */
  of({ machineArn, revision, arn }: Pick<Execution, 'machineArn' | 'revision' | 'arn'>): Machine {
    const id = key(machineArn, revision);
    const compiled = this.#compiled.get(id);
    if (compiled !== undefined) return compiled;
    const record = this.#records.get(id);
    if (record === undefined)
      throw new Error(`The journal has execution ${arn}, but not revision ${revision} of its machine ${machineArn}.`);
    const { definition, type } = record;
    const machine = requireMachine(definition, { type, describeResource: this.#describeResource, accepted: true });
    this.#compiled.set(id, machine);
    return machine;
  }
}

const key = (arn: string, revision: string): string => `${arn} ${revision}`;
