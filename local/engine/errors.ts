/**
 * Two families. `StatesError` is an error inside the language: Retry and Catch see its name. `EngineError` answers a
 * call of the engine with AWS's exception name; nothing was changed.
 */
export class StatesError extends Error {
  /** The error's name as `ErrorEquals` sees it; absent only for a Fail state that names none. */
  readonly error: string | undefined;
  /** The text after it; absent where AWS gives none. */
  readonly detail: string | undefined;
  /** Where an expression failed, for the EvaluationFailed event. */
  readonly location: string | undefined;

  constructor(error: string | undefined, detail?: string, location?: string) {
    super(detail ?? error ?? 'failed');
    this.name = error ?? 'StatesError';
    this.error = error;
    this.detail = detail;
    this.location = location;
  }
}

/** An error whose cause is told as it stands: of a task, of its time limit, of a payload that is too large. */
export class TaskError extends StatesError {}

export type EngineErrorName =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'ExecutionLimitExceeded'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'StateMachineAlreadyExists'
  | 'StateMachineDeleting'
  | 'StateMachineDoesNotExist'
  | 'StateMachineTypeNotSupported'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'ValidationException';

export class EngineError extends Error {
  constructor(name: EngineErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

/** The journal could not be written: what is in memory may not be on disk, so the engine answers nothing any more. */
export class EngineStopped extends Error {
  constructor(reason: unknown) {
    super(
      `The engine stopped because its journal failed: ${reason instanceof Error ? reason.message : String(reason)}. Restart the process; open executions are rebuilt from the journal.`,
    );
    this.name = 'EngineStopped';
    this.cause = reason;
  }
}
