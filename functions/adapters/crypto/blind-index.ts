import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { BlindPurpose } from '../../ports/vault.ts';

export interface BlindIndexKey {
  /** Stands in front of each value (`h1:`), so that values of an older key can be told apart and re-computed. */
  readonly version: number;
  /** At least 32 random bytes. ID numbers have so little entropy that all secrecy rests on this key. */
  readonly key: Uint8Array;
}

/** HMAC-SHA-256 under one derived key per purpose: values of two purposes cannot be joined. */
export const createBlindIndex = ({
  version,
  key,
}: BlindIndexKey): ((purpose: BlindPurpose, value: string) => string) => {
  if (key.length < 32) throw new RangeError(`The blind index key has ${key.length} bytes; at least 32 are required.`);
  // Prepared once: from bytes each HMAC takes six times as long, and a population has millions of them.
  const derive = (purpose: BlindPurpose): KeyObject =>
    createSecretKey(Buffer.from(hkdfSync('sha256', key, '', `yimen/blind-index/${purpose}`, 32)));
  const keys = {
    person: derive('person'),
    token: derive('token'),
    name: derive('name'),
    household: derive('household'),
    'id-part': derive('id-part'),
  } satisfies Record<BlindPurpose, KeyObject>;
  return (purpose, value) => `h${version}:${createHmac('sha256', keys[purpose]).update(value).digest('base64url')}`;
};
