/**
 * Task tokens name their execution, so that finding the task needs no index; the nonce is what makes them secret.
 * Opaque to everybody else: base64url of a JSON array.
 */
export interface TaskToken {
  readonly executionArn: string;
  readonly branch: number;
  readonly task: number;
  readonly nonce: string;
}

export function makeToken({ executionArn, branch, task, nonce }: TaskToken): string {
  return Buffer.from(JSON.stringify([executionArn, branch, task, nonce])).toString('base64url');
}

/** Undefined where the text was never a token of this engine. */
export function readToken(text: string): TaskToken | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 4) return undefined;
  const [executionArn, branch, task, nonce]: readonly unknown[] = parts;
  if (
    typeof executionArn !== 'string' ||
    typeof branch !== 'number' ||
    typeof task !== 'number' ||
    typeof nonce !== 'string'
  )
    return undefined;
  return { executionArn, branch, task, nonce };
}
