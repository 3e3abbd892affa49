/** Names that the task doors throw; `ErrorEquals` in the ASL files refers to them, and a test compares. */
export const taskErrors = {
  /** The case was rebuilt at a later generation. */
  Superseded: 'Superseded',
  /** Too many writers at once; the same call may succeed later. */
  Contention: 'Contention',
  /** No rules in force today: nothing may be judged until a successor pack is loaded. */
  RulesNotInForce: 'RulesNotInForce',
  /** The payload is not what the workflow of this schema version sends. */
  InvalidPayload: 'InvalidPayload',
} as const;

export type TaskErrorName = keyof typeof taskErrors;

export class TaskError extends Error {
  override readonly name: TaskErrorName;

  constructor(name: TaskErrorName, message: string) {
    super(message);
    this.name = name;
  }
}
