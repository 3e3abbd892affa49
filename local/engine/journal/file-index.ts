/** What the file journal keeps in memory, and its form in a checkpoint. */
import type { Execution, ExecutionStatus } from '../execution.ts';
import { isObject } from '../json.ts';
import type { JournalEntry, MachineRecord } from './journal.ts';

/** Where an append's record stands: segment, offset of its body, length of its body. */
export type Place = readonly [segment: number, start: number, length: number];

export interface ClosedExecution {
  readonly machineArn: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
}

export class FileIndex {
  readonly machines = new Map<string, MachineRecord>();
  readonly current = new Map<string, string>();
  readonly open = new Map<string, Execution>();
  readonly closed = new Map<string, ClosedExecution>();
  /** Every record that holds events of an execution, in order. */
  readonly places = new Map<string, Place[]>();

  apply(entries: readonly JournalEntry[], place: Place): void {
    for (const entry of entries) {
      if (entry.kind === 'machine') {
        this.machines.set(`${entry.machine.arn} ${entry.machine.revision}`, entry.machine);
        this.current.set(entry.machine.arn, entry.machine.revision);
      } else if (entry.kind === 'machineDeleted') this.current.delete(entry.arn);
      else this.#execution(entry.execution, place);
    }
  }

  #execution(execution: Execution, place: Place): void {
    const { arn, status, machineArn, startedAt } = execution;
    const places = this.places.get(arn);
    if (places === undefined) this.places.set(arn, [place]);
    else places.push(place);
    if (status === 'RUNNING') this.open.set(arn, execution);
    else {
      this.open.delete(arn);
      this.closed.set(arn, { machineArn, status, startedAt });
    }
  }

  /** Lines of a checkpoint: each a small JSON value, so that no one text grows with the store. */
  *lines(): Generator<unknown> {
    for (const machine of this.machines.values()) yield ['m', machine];
    for (const entry of this.current) yield ['r', entry];
    for (const [arn, execution] of this.open) yield ['o', execution, this.places.get(arn) ?? []];
    for (const [arn, closed] of this.closed) yield ['c', arn, closed, this.places.get(arn) ?? []];
  }

  /** False where the line is none of a checkpoint. */
  read(line: unknown): boolean {
    if (!isList(line)) return false;
    const [kind, first, second, third] = line;
    if (kind === 'm' && isMachine(first)) this.machines.set(`${first.arn} ${first.revision}`, first);
    else if (kind === 'r' && isPair(first)) this.current.set(first[0], first[1]);
    else if (kind === 'o' && isExecution(first) && isPlaces(second)) {
      this.open.set(first.arn, first);
      this.places.set(first.arn, second);
    } else if (kind === 'c' && typeof first === 'string' && isClosed(second) && isPlaces(third)) {
      this.closed.set(first, second);
      this.places.set(first, third);
    } else return false;
    return true;
  }
}

// A record whose CRC agrees is what this engine wrote; the guards only tell one kind from another.
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isPair = (value: unknown): value is readonly [string, string] =>
  isList(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';
const isPlaces = (value: unknown): value is Place[] =>
  isList(value) && value.every((place) => isList(place) && place.length === 3);
const isMachine = (value: unknown): value is MachineRecord =>
  isObject(value) && typeof value['revision'] === 'string' && typeof value['definition'] === 'string';
export const isExecution = (value: unknown): value is Execution =>
  isObject(value) &&
  typeof value['arn'] === 'string' &&
  typeof value['status'] === 'string' &&
  isObject(value['branches']);
const isClosed = (value: unknown): value is ClosedExecution =>
  isObject(value) && typeof value['machineArn'] === 'string' && typeof value['status'] === 'string';

export const isEntries = (value: unknown): value is JournalEntry[] =>
  isList(value) &&
  value.every(
    (entry) =>
      isObject(entry) &&
      ((entry['kind'] === 'machine' && isMachine(entry['machine'])) ||
        (entry['kind'] === 'machineDeleted' && typeof entry['arn'] === 'string') ||
        (entry['kind'] === 'execution' && isExecution(entry['execution']) && Array.isArray(entry['history']))),
  );
