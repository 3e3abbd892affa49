import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { VaultError } from '../../ports/vault-error.ts';
import { dataKeyBytes, type MasterKey } from './master-key.ts';

export interface KmsMasterKeyOptions {
  readonly client: KMSClient;
  /** Id, ARN or alias of a symmetric key. */
  readonly keyId: string;
}

const prefix = 'kms1.';

/** The text, the context or the key is not the one that wrapped; KMS will answer the same for ever. */
const brokenNames: ReadonlySet<string> = new Set([
  'InvalidCiphertextException',
  'IncorrectKeyException',
  'InvalidKeyUsageException',
]);

const translate = (scope: string, error: unknown): VaultError => {
  const name = error instanceof Error ? error.name : 'unknown error';
  return brokenNames.has(name)
    ? new VaultError('SealBroken', `KMS cannot unwrap the data key of ${scope} (${name}).`, { cause: error })
    : new VaultError('VaultUnavailable', `KMS did not serve the data key of ${scope} (${name}).`, { cause: error });
};

const assertDataKey = (scope: string, key: Uint8Array | undefined): Uint8Array => {
  if (key?.length === dataKeyBytes) return key;
  throw new VaultError('VaultUnavailable', `KMS gave no ${dataKeyBytes}-byte data key for ${scope}.`);
};

/**
 * Data keys by GenerateDataKey, so that they are AES-256 in every partition (a symmetric KMS key in China is SM4).
 * The scope is the encryption context: KMS itself refuses the key of another household, and its log names the scope.
 */
export const createKmsMasterKey = ({ client, keyId }: KmsMasterKeyOptions): MasterKey => {
  const contextOf = (scope: string): Record<string, string> => ({ app: 'yimen', scope });
  const ask = async <T>(scope: string, request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw translate(scope, error);
    }
  };
  return {
    generate: async (scope) => {
      const answer = await ask(scope, () =>
        client.send(
          new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: contextOf(scope) }),
        ),
      );
      const plain = assertDataKey(scope, answer.Plaintext);
      if (answer.CiphertextBlob === undefined) {
        throw new VaultError('VaultUnavailable', `KMS gave no wrapped data key for ${scope}.`);
      }
      return { plain, wrapped: prefix + Buffer.from(answer.CiphertextBlob).toString('base64url') };
    },
    unwrap: async (scope, wrapped) => {
      if (!wrapped.startsWith(prefix)) {
        throw new VaultError('SealBroken', `The data key of ${scope} was not wrapped by KMS.`);
      }
      const blob = Buffer.from(wrapped.slice(prefix.length), 'base64url');
      const answer = await ask(scope, () =>
        client.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: blob, EncryptionContext: contextOf(scope) })),
      );
      return assertDataKey(scope, answer.Plaintext);
    },
  };
};
