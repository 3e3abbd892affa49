import { kmsGenerate } from '../adapters/crypto/kms-generate.ts';
import type { Identity } from '../ports/identity.ts';
import type { Vault } from '../ports/vault.ts';
import type { House } from '../usecases/house.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import type { ReportFailure } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import { openStore } from './store.ts';
import { openSealingVault, openVault } from './vault.ts';

export interface HttpGroup {
  readonly house: House;
  readonly identity: Identity;
  readonly vault: Vault;
  readonly reportFailure: ReportFailure;
}

/** A group that looks people up by number, and may write households that are new. */
export const openLookingUp = async (environment: Environment, name: string): Promise<HttpGroup> =>
  over(environment, name, await openVault(environment, kmsGenerate));

/** A group that looks people up, and writes of households that are known already. */
export const openFinding = async (environment: Environment, name: string): Promise<HttpGroup> =>
  over(environment, name, await openVault(environment));

/** A group that reads and writes what is sealed of people who are known already. */
export const openSealing = async (environment: Environment, name: string): Promise<HttpGroup> =>
  over(environment, name, openSealingVault(environment));

/** As `openSealing`; it also makes the keys of households that are new, as when one is split. */
export const openCreating = async (environment: Environment, name: string): Promise<HttpGroup> =>
  over(environment, name, openSealingVault(environment, kmsGenerate));

function over(environment: Environment, name: string, vault: Vault): HttpGroup {
  return {
    identity: openIdentity(environment),
    vault,
    house: houseOver(openStore(environment), vault),
    reportFailure: openFailureLog(name),
  };
}
