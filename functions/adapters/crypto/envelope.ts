import { VaultError } from '../../ports/vault-error.ts';
import { type Cipher, type CipherKey, ciphers } from './ciphers.ts';

const defaultAlgorithm = 'A256GCM';

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Refuses what base64url would silently skip, so that one text has one reading. */
const decode = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
};

const cipherFor = (algorithm: string): Cipher => {
  const cipher = ciphers.get(algorithm);
  if (cipher === undefined) {
    throw new VaultError(
      'SealBroken',
      `The envelope names the algorithm "${algorithm}"; known are ${[...ciphers.keys()].join(', ')}.`,
    );
  }
  return cipher;
};

/** What the tag protects beside the text: no part of it can run into the next, because it is JSON. */
const additionalData = (kind: string, algorithm: string, binding: readonly string[]): Uint8Array =>
  Buffer.from(JSON.stringify([kind, algorithm, ...binding]));

/** `kind.algorithm.iv.ciphertext.tag`, the last three in base64url. `kind` names the format and its version. */
export const sealEnvelope = (kind: string, key: CipherKey, binding: readonly string[], plain: Uint8Array): string => {
  const sealed = cipherFor(defaultAlgorithm).seal(key, additionalData(kind, defaultAlgorithm, binding), plain);
  return [kind, defaultAlgorithm, encode(sealed.iv), encode(sealed.ciphertext), encode(sealed.tag)].join('.');
};

/** Throws `SealBroken` where kind, key, binding or any character of the text is not the one that sealed. */
export const openEnvelope = (kind: string, key: CipherKey, binding: readonly string[], text: string): Uint8Array => {
  const [givenKind, algorithm, ...encoded] = text.split('.');
  const [iv, ciphertext, tag, extra] = encoded.map(decode);
  const isShaped = givenKind === kind && algorithm !== undefined && encoded.length === 3 && extra === undefined;
  if (!isShaped || iv === undefined || ciphertext === undefined || tag === undefined) {
    throw new VaultError('SealBroken', `The text is not an envelope of kind "${kind}".`);
  }
  const aad = additionalData(kind, algorithm, binding);
  const plain = cipherFor(algorithm).open(key, aad, { iv, ciphertext, tag });
  if (plain === undefined) {
    throw new VaultError('SealBroken', 'The envelope was damaged, or sealed under another key or binding.');
  }
  return plain;
};
