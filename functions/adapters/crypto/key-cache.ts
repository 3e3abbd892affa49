import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Time } from '../../ports/time.ts';

export interface KeyCachePolicy {
  /** Keys at the most; the one unused for longest goes first. */
  readonly size: number;
  /** Milliseconds after which a key is unwrapped anew, so that a disabled master key takes effect. */
  readonly ttlMs: number;
}

export interface KeyCache {
  /** The key of this id, unwrapped at most once at a time; a failure is not remembered. */
  obtain(id: string, unwrap: () => Promise<Uint8Array>): Promise<KeyObject>;
  put(id: string, key: Uint8Array): void;
}

/** Made once: preparing a key from bytes costs three times the sealing of a small text. */
const keyOf = (bytes: Uint8Array): KeyObject => createSecretKey(bytes);

export const openKeyCache = (time: Time, { size, ttlMs }: KeyCachePolicy): KeyCache => {
  // A Map keeps the order of insertion: what is used is put in again, so the first one is the oldest.
  const entries = new Map<string, { readonly key: Promise<KeyObject>; readonly since: number }>();

  const insert = (id: string, key: Promise<KeyObject>, since: number): void => {
    entries.delete(id);
    entries.set(id, { key, since });
    const [oldest] = entries.keys();
    if (entries.size > size && oldest !== undefined) entries.delete(oldest);
  };
  return {
    obtain: (id, unwrap) => {
      const now = time.now();
      const known = entries.get(id);
      // A clock set back makes an entry look young for ever; a negative age counts as expired.
      if (known !== undefined && now - known.since >= 0 && now - known.since < ttlMs) {
        insert(id, known.key, known.since);
        return known.key;
      }
      const key = unwrap().then(keyOf);
      insert(id, key, now);
      key.catch(() => {
        if (entries.get(id)?.key === key) entries.delete(id);
      });
      return key;
    },
    put: (id, key) => insert(id, Promise.resolve(keyOf(key)), time.now()),
  };
};
