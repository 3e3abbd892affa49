import { createDoorbells } from '../store/doorbells.ts';
import { createOutbox, waitingMessage } from '../store/queues.ts';
import { createTokens } from '../store/tokens.ts';
import { randomIds } from '../adapters/crypto/random-ids.ts';
import type { Metrics } from '../ports/metrics.ts';
import type { Time } from '../ports/time.ts';
import type { Delivery } from '../usecases/sweep/deliver-message.ts';
import { clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { openFailureLog } from './failure-log.ts';
import type { ReportFailure } from './failure-log.ts';
import { openMetrics } from './metrics.ts';
import { openDeletingStore } from './store.ts';
import { itemOfImage } from './stream-image.ts';
import { openSealingVault } from './vault.ts';
import { openRinging } from './workflow.ts';

export interface OutboxConsumer {
  readonly delivery: Delivery;
  readonly messageOf: (image: Parameters<typeof itemOfImage>[0]) => ReturnType<typeof waitingMessage>;
  readonly metrics: Metrics;
  readonly time: Time;
  readonly reportFailure: ReportFailure;
}

/** Rings and starts; the one function whose role may do so at once. It carries no rules, no doors and no cases. */
export async function openOutbox(environment: Environment): Promise<OutboxConsumer> {
  const items = openDeletingStore(environment);
  const vault = openSealingVault(environment);
  const parts = { items, vault, time: clock, ids: randomIds };
  return {
    delivery: {
      doorbells: createDoorbells(parts, createTokens(items, vault)),
      outbox: createOutbox(items),
      workflow: openRinging(environment),
    },
    metrics: openMetrics(environment),
    time: clock,
    messageOf: (image) => waitingMessage(itemOfImage(image)),
    reportFailure: openFailureLog('outbox'),
  };
}
