/**
 * What use cases may ask of the carrier of processes (AWS Step Functions in the cloud, the embedded engine at home).
 * Deliberately poor: a process is started, woken and asked whether it lives; what was decided stands in the store,
 * never in a call of this port, so a call repeated after a crash changes nothing.
 */
export interface WorkflowService {
  /**
   * Starts one execution of a machine. Both answers mean that the execution `name` exists; a name that was ever used,
   * also by one long closed, is `already-exists`. Names are 1–80 of `0-9 A-Z a-z - _`. The input is JSON and carries
   * ids only. Throws `WorkflowUnavailable` where the call may be repeated later, `WorkflowRejected` where it may not
   * (unknown machine, bad name, oversized input).
   */
  start(request: StartRequest): Promise<'started' | 'already-exists'>;
  /**
   * Rings the doorbell of a waiting task; it carries no outcome. `gone` (timed out, already closed, unknown token)
   * needs no repair: whoever waited reads the task's record or no longer cares. Throws `WorkflowUnavailable` where
   * the call may be repeated later.
   */
  signal(token: string): Promise<'woken' | 'gone'>;
  /** Whether the execution exists and has not ended. Throws as `start` does. */
  isRunning(execution: ExecutionName): Promise<boolean>;
}

export interface ExecutionName {
  /** Name of the machine in `workflows/`, for example `application`. */
  readonly machine: string;
  readonly name: string;
}

export interface StartRequest extends ExecutionName {
  readonly input: { readonly [field: string]: WorkflowValue };
}

export type WorkflowValue =
  | string
  | number
  | boolean
  | null
  | readonly WorkflowValue[]
  | { readonly [field: string]: WorkflowValue };

export type WorkflowErrorName = 'WorkflowUnavailable' | 'WorkflowRejected';

export class WorkflowError extends Error {
  override readonly name: WorkflowErrorName;

  constructor(name: WorkflowErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}
