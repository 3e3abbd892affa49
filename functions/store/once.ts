import type { Json } from '../domain/casework/event.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { WriteAction } from '../ports/item-store.ts';
import * as keys from './keys.ts';

/** Longer than any client retries; afterwards the key may be used anew. */
const ONCE_DAYS = 7;

/** Keeps the outcome of a request in its own transaction, which fails where the key was used. `at`: epoch ms. */
export const onceAction = (once: { readonly key: OnceKey; readonly outcome: Json }, at: number): WriteAction => ({
  kind: 'put',
  item: {
    ...keys.onceItemKey(once.key),
    requestHash: once.key.requestHash,
    outcome: once.outcome,
    expiresAt: Math.floor(at / 1000) + ONCE_DAYS * 86_400,
  },
  when: { exists: false },
});
