import { kmsGenerate } from '../adapters/crypto/kms-generate.ts';
import type { HouseWithDoorbells } from '../usecases/house.ts';
import type { Environment } from './environment.ts';
import { houseOver } from './house.ts';
import { noVault } from './no-vault.ts';
import { openStore } from './store.ts';
import { openSealingVault, openVault } from './vault.ts';

/** Opens people's work: leaves a sealed token under a key of its own, posts a notice from sealed facts. */
export const openDoorbellHouse = async (environment: Environment): Promise<HouseWithDoorbells> =>
  houseOver(openStore(environment), openSealingVault(environment, kmsGenerate));

/** Classifies, sends, ends: reads and writes under the keys of households that are known. */
export const openSealingHouse = async (environment: Environment): Promise<HouseWithDoorbells> =>
  houseOver(openStore(environment), openSealingVault(environment));

/** Settles: reads and stamps records, which hold nothing sealed. */
export const openKeylessHouse = async (environment: Environment): Promise<HouseWithDoorbells> =>
  houseOver(openStore(environment), noVault);

/** Determines: also puts refused persons into the monitoring pool and gives their locks back, both by blind index. */
export const openFindingHouse = async (environment: Environment): Promise<HouseWithDoorbells> =>
  houseOver(openStore(environment), await openVault(environment));

/** Looks through the register: raises alerts, also about households that begin with them. */
export const openFullHouse = async (environment: Environment): Promise<HouseWithDoorbells> =>
  houseOver(openStore(environment), await openVault(environment, kmsGenerate));
