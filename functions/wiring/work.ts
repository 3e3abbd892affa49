import { kmsGenerate } from '../adapters/crypto/kms-generate.ts';
import { createOutside } from '../adapters/channels/webhook.ts';
import type { Outside } from '../ports/outside.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import { houseOver } from './house.ts';
import { openIdentity } from './identity.ts';
import type { HttpGroup } from './http-group.ts';
import { openStore } from './store.ts';
import { openSealingVault } from './vault.ts';

export interface WorkGroup extends HttpGroup {
  readonly outside: Outside;
}

/** People's work: reads and writes sealed facts, makes keys for webhooks' secrets, looks nobody up by number, holds no right to ring. */
export async function openWork(environment: Environment): Promise<WorkGroup> {
  const vault = openSealingVault(environment, kmsGenerate);
  const house = houseOver(openStore(environment), vault);
  return {
    vault,
    identity: openIdentity(environment),
    house,
    outside: createOutside({ webhooks: house.webhooks, now: Date.now }),
    reportFailure: openFailureLog('work'),
  };
}
