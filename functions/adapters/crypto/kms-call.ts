import type { KMSClient } from '@aws-sdk/client-kms';
import { VaultError } from '../../ports/vault-error.ts';
import { dataKeyBytes } from './master-key.ts';

export interface KmsMasterKeyOptions {
  readonly client: KMSClient;
  /** Id, ARN or alias of a symmetric key. */
  readonly keyId: string;
}

export const wrappedPrefix = 'kms1.';

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

export const assertDataKey = (scope: string, key: Uint8Array | undefined): Uint8Array => {
  if (key?.length === dataKeyBytes) return key;
  throw new VaultError('VaultUnavailable', `KMS gave no ${dataKeyBytes}-byte data key for ${scope}.`);
};

/** The encryption context; KMS itself refuses the key of another household, and its log names the scope. */
export const contextOf = (scope: string): Record<string, string> => ({ app: 'yimen', scope });

export async function askFor<T>(scope: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw translate(scope, error);
  }
}
