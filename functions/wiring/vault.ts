import { KMSClient } from '@aws-sdk/client-kms';
import type { KmsMasterKeyOptions } from '../adapters/crypto/kms-call.ts';
import { kmsOpen } from '../adapters/crypto/kms-open.ts';
import { kmsUnwrap } from '../adapters/crypto/kms-unwrap.ts';
import type { MasterKey } from '../adapters/crypto/master-key.ts';
import { createVault } from '../adapters/crypto/vault.ts';
import { VaultError } from '../ports/vault-error.ts';
import type { Vault } from '../ports/vault.ts';
import { clientSettings } from './clients.ts';
import { blindIndexSettings, readEnvironment, vaultSettings } from './environment.ts';
import type { Environment } from './environment.ts';

const time = { now: Date.now };

/** The encryption context under which the blind index's key was wrapped; the role's policy names it too. */
const BLIND_INDEX = 'blind-index';

/** `kmsGenerate`, for a function whose role may make new keys; without it the function does not carry the call. */
type Generates = (options: KmsMasterKeyOptions) => MasterKey['generate'];

/** Seals, opens and indexes. Asks KMS once for the index's key; throws `VaultUnavailable` where it does not answer. */
export async function openVault(environment: Environment, generates?: Generates): Promise<Vault> {
  const { BLIND_INDEX_KEY, BLIND_INDEX_VERSION: version } = readEnvironment(blindIndexSettings, environment);
  const options = optionsOf(environment);
  const key = await kmsOpen(options, BLIND_INDEX, Buffer.from(BLIND_INDEX_KEY, 'base64'));
  return createVault({ masterKey: masterKeyOf(options, generates), blindIndexKey: { version, key }, time });
}

/** Seals and opens only: a function that looks nobody up by number is not given the key that could. */
export function openSealingVault(environment: Environment, generates?: Generates): Vault {
  const masterKey = masterKeyOf(optionsOf(environment), generates);
  // The zeros are never used: the one method that would use them refuses.
  const vault = createVault({ masterKey, blindIndexKey: { version: 0, key: new Uint8Array(32) }, time });
  return { ...vault, blindIndex: () => refuse('the key of the blind index') };
}

function optionsOf(environment: Environment): KmsMasterKeyOptions {
  const { VAULT_KEY_ID: keyId } = readEnvironment(vaultSettings, environment);
  return { client: new KMSClient(clientSettings), keyId };
}

const masterKeyOf = (options: KmsMasterKeyOptions, generates: Generates | undefined): MasterKey => ({
  unwrap: kmsUnwrap(options),
  generate: generates === undefined ? async () => refuse('the right to make keys') : generates(options),
});

function refuse(what: string): never {
  throw new VaultError('VaultUnavailable', `this function was not given ${what}.`);
}
