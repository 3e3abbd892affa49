import type { Identity } from '../ports/identity.ts';
import type { House } from '../usecases/house.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import type { ReportFailure } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import { openStore } from './store.ts';
import { openVault } from './vault.ts';

export interface HttpGroup {
  readonly house: House;
  readonly identity: Identity;
  readonly reportFailure: ReportFailure;
}

/** Families, their applications and what the public may see: the group that looks people up by number. */
export async function openIntake(environment: Environment): Promise<HttpGroup> {
  return {
    identity: openIdentity(environment),
    house: houseOver(openStore(environment), await openVault(environment)),
    reportFailure: openFailureLog('intake'),
  };
}
