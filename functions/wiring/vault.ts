import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { createKmsMasterKey } from '../adapters/crypto/kms.ts';
import { createVault } from '../adapters/crypto/vault.ts';
import { VaultError } from '../ports/vault-error.ts';
import type { Vault } from '../ports/vault.ts';
import { clientSettings } from './clients.ts';
import { blindIndexSettings, readEnvironment, vaultSettings } from './environment.ts';
import type { Environment } from './environment.ts';

const time = { now: Date.now };

/** The encryption context under which the blind index's key was wrapped; the role's policy names it too. */
const BLIND_INDEX_CONTEXT = { app: 'yimen', scope: 'blind-index' } as const;

/** Seals, opens and indexes. Asks KMS once for the index's key; throws `VaultUnavailable` where it does not answer. */
export async function openVault(environment: Environment): Promise<Vault> {
  const { VAULT_KEY_ID: keyId } = readEnvironment(vaultSettings, environment);
  const { BLIND_INDEX_KEY, BLIND_INDEX_VERSION: version } = readEnvironment(blindIndexSettings, environment);
  const client = new KMSClient(clientSettings);
  const key = await unwrapped(client, keyId, Buffer.from(BLIND_INDEX_KEY, 'base64'));
  return createVault({ masterKey: createKmsMasterKey({ client, keyId }), blindIndexKey: { version, key }, time });
}

/** Seals and opens only: a function that looks nobody up by number is not given the key that could. */
export function openSealingVault(environment: Environment): Vault {
  const { VAULT_KEY_ID: keyId } = readEnvironment(vaultSettings, environment);
  const masterKey = createKmsMasterKey({ client: new KMSClient(clientSettings), keyId });
  // The zeros are never used: the one method that would use them refuses.
  const vault = createVault({ masterKey, blindIndexKey: { version: 0, key: new Uint8Array(32) }, time });
  return { ...vault, blindIndex: () => refuse('the key of the blind index') };
}

async function unwrapped(client: KMSClient, keyId: string, wrapped: Uint8Array): Promise<Uint8Array> {
  try {
    const answer = await client.send(
      new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: BLIND_INDEX_CONTEXT }),
    );
    if (answer.Plaintext !== undefined) return answer.Plaintext;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown error';
    throw new VaultError('VaultUnavailable', `KMS did not unwrap the key of the blind index (${name}).`, {
      cause: error,
    });
  }
  throw new VaultError('VaultUnavailable', 'KMS gave no key for the blind index.');
}

function refuse(what: string): never {
  throw new VaultError('VaultUnavailable', `this function was not given ${what}.`);
}
