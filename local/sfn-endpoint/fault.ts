/** An answer of the API that is an error: AWS's exception name and message. Nothing was changed. */
export class Fault extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** A parameter breaks its constraint, in AWS's words. */
export const invalid = (value: string, field: string, constraint: string): Fault =>
  new Fault(
    'ValidationException',
    `1 validation error detected: Value ${value} at '${field}' failed to satisfy constraint: ${constraint}`,
  );

export const invalidToken = (): Fault => new Fault('InvalidToken', "Invalid Token: 'Invalid token'");
