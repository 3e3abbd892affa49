import type { Json } from '../domain/casework/event.ts';
import type { Cases, OnceKey } from '../ports/cases.ts';
import { declined, isDeclined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** What a use case makes of a request that may be a retry. */
export type Attempt<T> = { readonly kind: 'done'; readonly outcome: T } | { readonly kind: 'repeated' };

/**
 * Gives a retried request the first one's outcome. The key is looked up only when the work was declined or collided: a
 * first request, the common case, pays no read for it, because its own transaction writes the key on condition.
 */
export async function once<T extends Json & { readonly kind: string }>(
  cases: Cases,
  key: OnceKey,
  work: () => Promise<Attempt<T> | Declined>,
  parse: (stored: Json) => T,
): Promise<T | Declined> {
  const attempt = await work();
  if (attempt.kind === 'done') return attempt.outcome;
  const first = await cases.once(key);
  if (first === undefined) {
    return isDeclined(attempt) ? attempt : declined('contention', '同一请求正在办理,请稍后重试。');
  }
  if (first.requestHash !== key.requestHash) {
    return declined('idempotency-key-reused', 'Idempotency-Key已用于另一个不同的请求,请为新的请求换用新的键。');
  }
  return parse(first.outcome);
}

/** Writers of one case take turns; more than this many lost turns is contention. */
export const TURNS = 12;
