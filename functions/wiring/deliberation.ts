import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import type { HttpGroup } from './intake.ts';
import { openStore } from './store.ts';
import { openSealingVault } from './vault.ts';

/** Motions and votes: reads and writes what is sealed of a motion, looks nobody up by number, holds no right to ring. */
export async function openDeliberation(environment: Environment): Promise<HttpGroup> {
  return {
    identity: openIdentity(environment),
    house: houseOver(openStore(environment), openSealingVault(environment)),
    reportFailure: openFailureLog('deliberation'),
  };
}
