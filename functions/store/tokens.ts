import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { TaskId } from '../domain/values/ids.ts';
import type { Item, ItemStore, WriteAction } from '../ports/item-store.ts';
import type { Vault } from '../ports/vault.ts';
import { every } from './every.ts';
import { read } from './items.ts';
import * as keys from './keys.ts';

/** Task tokens at rest: one item per token, sealed, in no index, found by hash, so that its key tells nothing that rings. */
export interface Tokens {
  leave(caseId: string, taskId: TaskId, token: string): Promise<WriteAction>;
  at(caseId: string, taskId: TaskId): Promise<readonly Item[]>;
  open(item: Item): Promise<string>;
}

/** One scope for all: they are credentials of the house, no data of a family, and outlive no execution. */
const SCOPE = 'doorbells';

export function createTokens(items: ItemStore, vault: Vault): Tokens {
  let key: Promise<string> | undefined;
  // A token sealed by a process that is gone must still open, so the wrapped key travels with it.
  const currentKey = (): Promise<string> => {
    const made = (key ??= vault.createDataKey(SCOPE));
    // A failure is not remembered: the next token tries again.
    made.catch(() => {
      if (key === made) key = undefined;
    });
    return made;
  };

  return {
    async leave(caseId, taskId, token) {
      const at = keys.tokenKey(caseId, taskId, createHash('sha256').update(token).digest('base64url'));
      const wrapped = await currentKey();
      const sealed = await vault.seal({ scope: SCOPE, key: wrapped, binding: `${at.pk}|${at.sk}` }, token);
      return { kind: 'put', item: { ...at, sealed, wrapped } };
    },

    at: (caseId, taskId) =>
      Array.fromAsync(
        every(items, { partition: keys.casePartition(caseId), range: { beginsWith: keys.tokenPrefix(taskId) } }),
      ),

    open(item) {
      const context = { scope: SCOPE, key: read(z.string(), item, item['wrapped']), binding: `${item.pk}|${item.sk}` };
      return vault.open(context, read(z.string(), item, item['sealed']));
    },
  };
}
