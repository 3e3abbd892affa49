import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import type { HttpGroup } from './intake.ts';
import { openStore } from './store.ts';
import { openVault } from './vault.ts';

/** Needs that come in at the window: looks people up by number, and begins households. */
export async function openReferralGroup(environment: Environment): Promise<HttpGroup> {
  return {
    identity: openIdentity(environment),
    house: houseOver(openStore(environment), await openVault(environment)),
    reportFailure: openFailureLog('referral'),
  };
}
