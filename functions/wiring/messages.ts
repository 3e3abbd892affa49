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

export interface MessagesGroup extends HttpGroup {
  readonly outside: Outside;
}

/** Messages: makes keys for the secrets of webhooks and writes to their addresses, looks nobody up by number. */
export async function openMessages(environment: Environment): Promise<MessagesGroup> {
  const vault = openSealingVault(environment, kmsGenerate);
  const house = houseOver(openStore(environment), vault);
  return {
    vault,
    identity: openIdentity(environment),
    house,
    outside: createOutside({ webhooks: house.webhooks, now: Date.now }),
    reportFailure: openFailureLog('messages'),
  };
}
