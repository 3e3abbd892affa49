/** The one seam to durable storage. Write an adapter against this page; `tests/local/engine/journal-contract.ts` proves it. */
import type { Execution, ExecutionStatus, MachineType } from '../execution.ts';
import type { HistoryEvent } from '../history.ts';

/** One revision of a state machine. Revisions are never removed while an execution runs on them. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly revision: string;
  readonly type: MachineType;
  readonly roleArn: string;
  readonly definition: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type JournalEntry =
  /** Upsert by (arn, revision); the one written last is the machine's current revision. */
  | { readonly kind: 'machine'; readonly machine: MachineRecord }
  /** The machine is gone for new executions; its revisions stay for those that run. */
  | { readonly kind: 'machineDeleted'; readonly arn: string }
  /**
   * Upsert of the execution by `execution.arn`, and its new events after those already there. `execution` is the whole
   * state and plain JSON. With a status other than RUNNING it is closed, and kept for DescribeExecution and history.
   */
  | { readonly kind: 'execution'; readonly execution: Execution; readonly history: readonly HistoryEvent[] };

/** All that a start needs. */
export interface Recovered {
  /** Every revision of every machine. */
  readonly machines: readonly MachineRecord[];
  /** ARN → current revision, of the machines that are not deleted. */
  readonly current: ReadonlyMap<string, string>;
  /** The executions that are RUNNING, each as last written. */
  readonly open: readonly Execution[];
}

export interface ExecutionQuery {
  readonly machineArn: string;
  readonly status?: ExecutionStatus;
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

export interface ExecutionPage {
  /** Newest first. */
  readonly executions: readonly Execution[];
  readonly next?: string;
}

export interface Journal {
  /** Called once, before anything else. Throws where the storage is damaged beyond what a crash leaves behind. */
  open(): Promise<Recovered>;
  /**
   * All entries or none, durable when it resolves. The engine calls it again while earlier calls are under way: they
   * must become durable in the order of the calls (group as many as you like under one fsync). After a rejection the
   * engine stops for good, so retry inside if retrying can help. Entries must not be kept or changed after it resolves.
   */
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Of an execution, open or closed, as of the last durable append. */
  execution(arn: string): Promise<Execution | undefined>;
  /** Events with an id greater than `after`, in order, at most `limit`. */
  history(arn: string, after: number, limit: number): Promise<readonly HistoryEvent[]>;
  list(query: ExecutionQuery): Promise<ExecutionPage>;
  /** Resolves when everything appended is durable and the storage is released. */
  close(): Promise<void>;
}
