import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import type { HttpGroup } from './intake.ts';
import { openStore } from './store.ts';
import { openSealingVault } from './vault.ts';

/** 终止救助: opens cases about people who are known already, so it looks nobody up by number. */
export async function openTermination(environment: Environment): Promise<HttpGroup> {
  return {
    identity: openIdentity(environment),
    house: houseOver(openStore(environment), openSealingVault(environment)),
    reportFailure: openFailureLog('termination'),
  };
}
