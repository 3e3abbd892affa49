import type { Ids } from '../ports/ids.ts';
import type { ItemStore } from '../ports/item-store.ts';
import type { Time } from '../ports/time.ts';
import type { Vault } from '../ports/vault.ts';

/** What the repositories are made of. */
export interface StoreParts {
  readonly items: ItemStore;
  readonly vault: Vault;
  readonly time: Time;
  readonly ids: Ids;
}
