/** One line a failure, on stderr: what it was about and the error's name and message, never what a person entered. */
export function reportFailure(what: string, error: unknown): void {
  const name = error instanceof Error ? error.name : typeof error;
  const message = error instanceof Error && error.name !== 'ZodError' ? error.message : '';
  const at =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .find((line) => line.includes('at '))
          ?.trim()
      : '';
  process.stderr.write(`${JSON.stringify({ level: 'error', what, name, message, at })}\n`);
}
