import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Signature } from '../../domain/audit/signature.ts';
import type { SignatureCheck } from '../../ports/signer.ts';

type Algorithm = (key: KeyObject, message: Uint8Array, signature: Uint8Array) => boolean;

/** By the id in the signature. `SM2DSA` would stand here where the rules on commercial cryptography ask for it. */
const algorithms: ReadonlyMap<string, Algorithm> = new Map([
  // A key file at home.
  ['Ed25519', (key, message, value) => key.asymmetricKeyType === 'ed25519' && verify(undefined, message, key, value)],
  // KMS, in both partitions; the signature is DER.
  ['ECDSA_SHA_256', (key, message, value) => key.asymmetricKeyType === 'ec' && verify('sha256', message, key, value)],
]);

const derOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** How a signature names the key that made it. */
export const keyIdOf = (publicKey: KeyObject): string => createHash('sha256').update(derOf(publicKey)).digest('hex');

/** Trusts these keys and no others; each is PEM, or DER as KMS gives it. Throws where one is no public key. */
export function signatureCheck(publicKeys: readonly (string | Uint8Array)[]): SignatureCheck {
  const trusted = new Map(
    publicKeys.map((content) => {
      const key =
        typeof content === 'string'
          ? createPublicKey(content)
          : createPublicKey({ key: Buffer.from(content), format: 'der', type: 'spki' });
      return [keyIdOf(key), key] as const;
    }),
  );
  return {
    isGenuine(message, { algorithm, keyId, value }: Signature) {
      const key = trusted.get(keyId);
      return key !== undefined && algorithms.get(algorithm)?.(key, message, Buffer.from(value, 'base64')) === true;
    },
  };
}
