import { GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { VaultError } from '../../ports/vault-error.ts';
import { askFor, assertDataKey, contextOf, wrappedPrefix } from './kms-call.ts';
import type { KmsMasterKeyOptions } from './kms-call.ts';
import type { MasterKey } from './master-key.ts';

/** Data keys by GenerateDataKey, so that they are AES-256 in every partition (a symmetric KMS key in China is SM4). */
export const kmsGenerate =
  ({ client, keyId }: KmsMasterKeyOptions): MasterKey['generate'] =>
  async (scope) => {
    const answer = await askFor(scope, () =>
      client.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(scope) }),
      ),
    );
    const plain = assertDataKey(scope, answer.Plaintext);
    if (answer.CiphertextBlob === undefined) {
      throw new VaultError('VaultUnavailable', `KMS gave no wrapped data key for ${scope}.`);
    }
    return { plain, wrapped: wrappedPrefix + Buffer.from(answer.CiphertextBlob).toString('base64url') };
  };
