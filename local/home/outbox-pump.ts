import { waitingMessage } from '../../functions/store/queues.ts';
import type { Item } from '../../functions/ports/item-store.ts';
import { deliverMessage, deliverWaiting } from '../../functions/usecases/sweep/deliver-message.ts';
import type { Delivery } from '../../functions/usecases/sweep/deliver-message.ts';

/** Stands where the table's stream and its consumer stand in the cloud. */
export interface OutboxPump {
  /** Hook of the item store: what was just committed. */
  readonly onCommitted: (written: readonly Item[]) => void;
  /** Delivers what an earlier run left behind; then keeps delivering what is committed. */
  start(delivery: Delivery): Promise<void>;
  /** How many messages are on their way. */
  underWay(): number;
  /** Resolves when nothing handed over so far is still under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function outboxPump(onFailure: (id: string, error: unknown) => void): OutboxPump {
  let delivery: Delivery | undefined;
  const underWay = new Set<Promise<void>>();

  return {
    onCommitted(written) {
      if (delivery === undefined) return;
      for (const item of written) {
        const waiting = waitingMessage(item);
        if (waiting === undefined) continue;
        // A failed message stays in the outbox; the next sweep finds it.
        const sent = deliverMessage(delivery, waiting.id, waiting.message)
          .catch((error: unknown) => onFailure(waiting.id, error))
          .finally(() => underWay.delete(sent));
        underWay.add(sent);
      }
    },
    async start(parts) {
      await deliverWaiting(parts, onFailure);
      delivery = parts;
    },
    underWay: () => underWay.size,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async stop() {
      delivery = undefined;
      await Promise.all(underWay);
    },
  };
}
