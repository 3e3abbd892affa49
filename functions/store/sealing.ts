import * as z from 'zod';
import { jsonSchema } from '../contracts/stored-items.ts';
import type { Json } from '../domain/casework/event.ts';
import type { CaseHead } from '../domain/casework/head.ts';
import type { HouseholdId } from '../domain/values/ids.ts';
import type { ItemStore, WriteAction } from '../ports/item-store.ts';
import type { Vault, WrappedKey } from '../ports/vault.ts';
import { documentOf, read, sealedText } from './items.ts';
import * as keys from './keys.ts';

/** A case's documents, sealed under the key of its household. */
export interface Sealing {
  wrappedKey(householdId: HouseholdId): Promise<WrappedKey>;
  seal(head: CaseHead, key: WrappedKey, name: string, content: object): Promise<WriteAction>;
  unseal(head: CaseHead, name: string): Promise<Json | undefined>;
}

export function createSealing(items: ItemStore, vault: Vault): Sealing {
  const wrappedKeys = new Map<HouseholdId, WrappedKey>();

  const wrappedKey = async (householdId: HouseholdId): Promise<WrappedKey> => {
    const known = wrappedKeys.get(householdId);
    if (known !== undefined) return known;
    const item = await items.get(keys.dataKeyKey(householdId));
    if (item === undefined) throw new Error(`household ${householdId} has no data key: its sealed data cannot be read`);
    const key = read(z.string(), item, item['wrapped']);
    if (wrappedKeys.size > 10_000) wrappedKeys.clear();
    wrappedKeys.set(householdId, key);
    return key;
  };

  const seal = async (head: CaseHead, key: WrappedKey, name: string, content: object): Promise<WriteAction> => {
    const at = keys.sealedKey(head.caseId, name);
    const sealed = await vault.seal(
      { scope: head.householdId, key, binding: `${at.pk}|${at.sk}` },
      sealedText(content),
    );
    return { kind: 'put', item: { ...at, sealed } };
  };

  const unseal = async (head: CaseHead, name: string): Promise<Json | undefined> => {
    const at = keys.sealedKey(head.caseId, name);
    const item = await items.get(at);
    if (item === undefined) return undefined;
    const context = { scope: head.householdId, key: await wrappedKey(head.householdId), binding: `${at.pk}|${at.sk}` };
    return read(jsonSchema, item, documentOf(await vault.open(context, read(z.string(), item, item['sealed']))));
  };

  return { wrappedKey, seal, unseal };
}
