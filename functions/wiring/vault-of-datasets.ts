import { kmsGenerate } from '../adapters/crypto/kms-generate.ts';
import type { Vault } from '../ports/vault.ts';
import type { Environment } from './environment.ts';
import { openVault } from './vault.ts';

/** Makes pseudonyms, and a key for each dataset. */
export const openDatasetVault = (environment: Environment): Promise<Vault> => openVault(environment, kmsGenerate);
