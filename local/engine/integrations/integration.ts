/** What a Task state can call. One file an integration, listed in `registry.ts`; the pure rules see only `TaskKind`. */
import type { ExecutionStatus, PendingTask, TaskReference } from '../execution.ts';
import type { Json } from '../json.ts';
import type { LambdaDoor } from '../ports.ts';

export interface TaskKind {
  /** Name in the registry. */
  readonly integration: string;
  /**
   * `lambda`: LambdaFunction… events of a function ARN; `task`: Task… events of a service integration; `reader`: none,
   * it brings the items of a distributed Map (a text, or a list) and is no resource of a Task.
   */
  readonly events: 'lambda' | 'task' | 'reader';
  /** As history shows them: `invoke.waitForTaskToken` and `lambda`. */
  readonly resource: string;
  readonly resourceType: string;
  /** `request`: done when answered; `sync`: when the child ended; `token`: when the token came back. */
  readonly pattern: 'request' | 'sync' | 'token';
  readonly requiredArguments: readonly string[];
}

export type Outcome =
  | { readonly kind: 'succeeded'; readonly output: Json }
  /** Accepted; what is awaited now is the token, or the end of `childArn`. */
  | { readonly kind: 'submitted'; readonly output: Json; readonly childArn?: string }
  | { readonly kind: 'failed'; readonly error: string; readonly cause?: string };

export interface TaskCall {
  readonly executionArn: string;
  readonly branch: number;
  readonly stateName: string;
  readonly task: PendingTask;
  readonly kind: TaskKind;
  readonly signal: AbortSignal;
}

export interface ChildDescription {
  readonly executionArn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}

export interface StartChild {
  readonly machineArn: string;
  readonly name: string;
  readonly input: Json;
  readonly startedBy: TaskReference;
}

/** What integrations may reach; the driver gives it. */
export interface Services {
  readonly lambda: LambdaDoor;
  /** Idempotent by name and input, and for one task always the same execution. Throws `EngineError`. */
  readonly startExecution: (
    request: StartChild,
  ) => Promise<{ readonly executionArn: string; readonly startedAt: number }>;
}

export interface Integration {
  readonly name: string;
  /** Undefined where the ARN is not this integration's. */
  readonly describe: (resource: string) => TaskKind | undefined;
  /** May be called again for the same task after a crash. Never throws for what the called side did wrong: that is an outcome. */
  readonly perform: (call: TaskCall, services: Services) => Promise<Outcome>;
}

/** A door throws it to report a service's error as it is (`Lambda.ResourceNotFoundException`, say) instead of a function's own. */
export class ServiceError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}
