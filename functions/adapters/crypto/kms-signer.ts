import { GetPublicKeyCommand, SignCommand, type KMSClient } from '@aws-sdk/client-kms';
import { createHash, createPublicKey } from 'node:crypto';
import type { Signer } from '../../ports/signer.ts';
import { keyIdOf } from './signature-check.ts';

export interface KmsSignerOptions {
  readonly client: KMSClient;
  /** Id, ARN or alias of a key ECC_NIST_P256 for signing. */
  readonly keyId: string;
}

const ALGORITHM = 'ECDSA_SHA_256';

/** The key as DER (SubjectPublicKeyInfo). */
export async function kmsPublicKey({ client, keyId }: KmsSignerOptions): Promise<Uint8Array> {
  const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error('KMS gave no public key of the signing key.');
  return PublicKey;
}

/** Signs in KMS, whose key never leaves it; only the digest is sent, because KMS takes no message above 4 KB. */
export function kmsSigner(options: KmsSignerOptions, publicKey: Uint8Array): Signer {
  const keyId = keyIdOf(createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' }));
  return {
    async sign(message) {
      const { Signature } = await options.client.send(
        new SignCommand({
          KeyId: options.keyId,
          Message: createHash('sha256').update(message).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: ALGORITHM,
        }),
      );
      if (Signature === undefined) throw new Error('KMS gave no signature.');
      return { algorithm: ALGORITHM, keyId, value: Buffer.from(Signature).toString('base64') };
    },
  };
}
