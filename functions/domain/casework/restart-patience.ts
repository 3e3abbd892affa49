/** A case whose execution is gone is left alone for this long after each attempt; the double after each one in vain. */
const FIRST_MS = 5 * 60_000;
const MOST_MS = 12 * 3_600_000;

/**
 * Whether a case that has lost its execution should be rebuilt once more. Attempts that were followed by nothing else in the
 * case's record were in vain (no rules in force, a damaged fact): each doubles the wait, or they would fill the record.
 * `quietMs`: since anything was last written to the case.
 */
export function isRestartDue(events: readonly { readonly type: string }[], quietMs: number): boolean {
  const last = events.findLastIndex(({ type }) => type !== 'execution-restarted');
  const inVain = events.length - 1 - last;
  return quietMs >= Math.min(FIRST_MS * 2 ** inVain, MOST_MS);
}
