import { DecryptCommand } from '@aws-sdk/client-kms';
import { askFor, assertDataKey, contextOf } from './kms-call.ts';
import type { KmsMasterKeyOptions } from './kms-call.ts';

/** The key that KMS wrapped under a scope. */
export async function kmsOpen(
  { client, keyId }: KmsMasterKeyOptions,
  scope: string,
  wrapped: Uint8Array,
): Promise<Uint8Array> {
  const { Plaintext } = await askFor(scope, () =>
    client.send(new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: contextOf(scope) })),
  );
  return assertDataKey(scope, Plaintext);
}
