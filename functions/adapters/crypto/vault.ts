import type { KeyObject } from 'node:crypto';
import type { Time } from '../../ports/time.ts';
import type { SealContext, Vault } from '../../ports/vault.ts';
import { type BlindIndexKey, createBlindIndex } from './blind-index.ts';
import { openEnvelope, sealEnvelope } from './envelope.ts';
import { type KeyCachePolicy, openKeyCache } from './key-cache.ts';
import type { MasterKey } from './master-key.ts';

export interface VaultOptions {
  readonly masterKey: MasterKey;
  readonly blindIndexKey: BlindIndexKey;
  /** Real time: keys grow old by the wall clock, not by the moved clock of a demo. */
  readonly time: Time;
  /** Default: 1,000 keys for five minutes each. */
  readonly cache?: Partial<KeyCachePolicy>;
}

const envelopeKind = 'e1';
const minute = 60_000;

/** Throws `VaultError`: `SealBroken` or `VaultUnavailable`. */
export const createVault = ({ masterKey, blindIndexKey, time, cache }: VaultOptions): Vault => {
  const keys = openKeyCache(time, { size: 1000, ttlMs: 5 * minute, ...cache });
  const cacheId = (scope: string, wrapped: string): string => `${scope}\u0000${wrapped}`;
  const dataKey = ({ scope, key }: SealContext): Promise<KeyObject> =>
    keys.obtain(cacheId(scope, key), () => masterKey.unwrap(scope, key));

  return {
    createDataKey: async (scope) => {
      const { plain, wrapped } = await masterKey.generate(scope);
      keys.put(cacheId(scope, wrapped), plain);
      return wrapped;
    },
    seal: async (context, plain) =>
      sealEnvelope(envelopeKind, await dataKey(context), [context.scope, context.binding], Buffer.from(plain)),
    open: async (context, sealed) => {
      const plain = openEnvelope(envelopeKind, await dataKey(context), [context.scope, context.binding], sealed);
      return Buffer.from(plain).toString();
    },
    blindIndex: createBlindIndex(blindIndexKey),
  };
};
