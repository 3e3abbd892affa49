/** An execution as data: all of it is JSON, so the journal keeps it as it stands and a restart reads it back. */
import type { Json, JsonObject } from './json.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
export type MachineType = 'STANDARD' | 'EXPRESS';

export interface TaskReference {
  readonly arn: string;
  readonly branch: number;
  readonly task: number;
  /** True where the task waits for the execution's end, and its own end therefore stops it. */
  readonly waits: boolean;
}

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  /** The definition that the execution began with; updates of the machine never reach it. */
  readonly revision: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly type: MachineType;
  readonly input: Json;
  readonly startedAt: number;
  readonly status: ExecutionStatus;
  readonly stoppedAt?: number;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  /** The version and the alias by which it was started; the engine only carries them. */
  readonly versionArn?: string;
  readonly aliasArn?: string;
  /** The task that started it; a task issued again after a crash finds its own child by it, and an orphan its end. */
  readonly startedBy?: TaskReference;
  /** History events recorded so far. */
  readonly events: number;
  readonly lastBranch: number;
  readonly lastTask: number;
  /** Milliseconds since the epoch, from the machine's TimeoutSeconds. */
  readonly timeoutAt?: number;
  /** Branches under way by id; 0 is the machine itself, the others run inside a Parallel or Map of their parent. */
  readonly branches: Readonly<Record<number, Branch>>;
}

export interface Branch {
  readonly id: number;
  /** Position of its graph in the compiled machine. */
  readonly graph: number;
  readonly parent?: number;
  /** Which branch of the Parallel, which item of the Map. */
  readonly index: number;
  /** An item of a distributed Map: it sees no variables of the branches around it. */
  readonly isolated?: true;
  /** Inside such an item: it records no events. */
  readonly quiet?: true;
  /** The item of a Map iteration, for `$states.context.Map`. */
  readonly item?: Json;
  readonly state: string;
  readonly input: Json;
  readonly enteredAt: number;
  /** Id of the StateEntered event and of the event before it. */
  readonly enteredId: number;
  readonly enteredPrev: number;
  readonly lastEvent: number;
  /** Variables assigned in this scope; those of the outer scopes are read through the parents. */
  readonly variables: JsonObject;
  /** Attempts used by each Retry rule of the current state. */
  readonly retries: readonly number[];
  readonly retryCount: number;
  readonly phase: Phase;
}

export type Phase =
  | { readonly kind: 'run' }
  /** A Wait state, or a pause before the next attempt of a Retry. */
  | { readonly kind: 'wait' | 'retry'; readonly until: number }
  | { readonly kind: 'task'; readonly task: PendingTask }
  | { readonly kind: 'parallel'; readonly left: number; readonly results: readonly Json[] }
  | MapPhase;

export interface MapPhase {
  readonly kind: 'map';
  readonly items: readonly Json[];
  readonly started: number;
  readonly running: number;
  readonly failed: number;
  readonly concurrency: number;
  readonly tolerated: number;
  readonly results: readonly Json[];
}

export interface PendingTask {
  /** Unique within the execution; each attempt is a new task, and a result is taken once. */
  readonly id: number;
  readonly integration: string;
  readonly resource: string;
  readonly arguments: Json;
  /** Unguessable and repeated with every delivery of this attempt: request id of a function, name of a child that names none. */
  readonly nonce: string;
  readonly token?: string;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatAt?: number;
  /** True once the request was answered and only the callback or the child's end is awaited. */
  readonly submitted: boolean;
  readonly childArn?: string;
}

/** The earliest instant at which time alone changes the execution. */
export function nextDue(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  let due = execution.timeoutAt ?? Infinity;
  for (const id in execution.branches) {
    const branch = execution.branches[id];
    if (branch !== undefined) due = Math.min(due, branchDue(branch) ?? Infinity);
  }
  return due === Infinity ? undefined : due;
}

export function branchDue({ phase }: Branch): number | undefined {
  if (phase.kind === 'wait' || phase.kind === 'retry') return phase.until;
  if (phase.kind !== 'task') return undefined;
  const due = Math.min(phase.task.timeoutAt ?? Infinity, phase.task.heartbeatAt ?? Infinity);
  return due === Infinity ? undefined : due;
}
