import { bareError } from '../../functions/wiring/bare-error.ts';

/** One line a failure, on stderr: what it was about and the error's name and message, never what a person entered. */
export function reportFailure(what: string, error: unknown): void {
  const { name, message, stack } = bareError(error);
  const at = stack.split('\n', 1)[0]?.trim();
  process.stderr.write(`${JSON.stringify({ level: 'error', what, name, message, at })}\n`);
}
