import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { randomFromPool } from './random-pool.ts';

export type CipherKey = KeyObject | Uint8Array;

export interface SealedParts {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** Authenticated encryption under a 256-bit data key. */
export interface Cipher {
  seal(key: CipherKey, aad: Uint8Array, plain: Uint8Array): SealedParts;
  /** Undefined where key, additional data or text is not the one that sealed. */
  open(key: CipherKey, aad: Uint8Array, parts: SealedParts): Uint8Array | undefined;
}

const ivBytes = 12;
const tagBytes = 16;

/** A random 96-bit IV: safe for 2^32 seals under one key, and a household has one key of its own. */
export const aes256Gcm: Cipher = {
  seal: (key, aad, plain) => {
    const iv = randomFromPool(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
    cipher.setAAD(aad);
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    return { iv, ciphertext, tag: cipher.getAuthTag() };
  },
  open: (key, aad, { iv, ciphertext, tag }) => {
    if (iv.length !== ivBytes || tag.length !== tagBytes) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
      decipher.setAAD(aad);
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    } catch {
      return undefined;
    }
  },
};

/** By the id in the envelope. `SM4GCM` would stand here where the rules on commercial cryptography ask for it. */
export const ciphers: ReadonlyMap<string, Cipher> = new Map([['A256GCM', aes256Gcm]]);
