/** A message that could not be delivered, as it lies in its queue. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** What the service that gave up wrote beside it. */
  readonly attributes: { readonly [name: string]: string };
  /** With which it is struck off. */
  readonly receipt: string;
}

/** Queues of what failed for good, by their names (`outbox`, `sweep`, …). */
export interface DeadLetters {
  readonly queues: readonly string[];
  /** At the most ten, hidden from everybody else for a quarter of an hour; none: the queue is empty or all of it is hidden. */
  receive(queue: string, most: number): Promise<readonly DeadLetter[]>;
  strikeOff(queue: string, receipt: string): Promise<void>;
}

/** Functions of the house, by their names. Both throw where the call did not come through. */
export interface Functions {
  /** Handed over; what becomes of it shows elsewhere. */
  send(name: string, payload: unknown): Promise<void>;
  /** Its answer; throws also where the function did. */
  call(name: string, payload: unknown): Promise<unknown>;
}

/** Records of the table's stream, as its consumer gets them. */
export interface StreamRecords {
  /** From the first position to the last, both included. `gone`: the stream keeps a day, and they are older. */
  read(range: {
    readonly shard: string;
    readonly first: string;
    readonly last: string;
  }): Promise<'gone' | readonly StreamRecord[]>;
}

export interface StreamRecord {
  /** `INSERT`, `MODIFY` or `REMOVE`. */
  readonly event: string;
  readonly sk: string;
  readonly record: object;
}
