import { deliverySchema, outgoingMessageSchema } from '../contracts/stored-notifications.ts';
import type { Delivery, OutgoingMessage } from '../domain/notification/delivery.ts';
import type { Item, ItemStore } from '../ports/item-store.ts';
import type { Ledger } from '../ports/notification.ts';
import { attributes, dueAttributes, read } from './items.ts';
import * as keys from './keys.ts';
import { onceAction } from './once.ts';

/** A line of the ledger; one that waits stands in the due index, and one that somebody must look at in its area's list. */
export function deliveryItem(delivery: Delivery, writtenAt = delivery.createdAt): Item {
  const { status, area, createdAt, nextAttemptAt } = delivery;
  const at = keys.deliveryKey(delivery);
  const isListed = status === 'dead' || status === 'waiting';
  return {
    ...at,
    ...attributes(delivery),
    ...(isListed
      ? { gsi1pk: keys.deliveriesIndex(status), gsi1sk: `${area}#${keys.instant(createdAt)}#${at.pk}#${at.sk}` }
      : {}),
    ...dueAttributes(status === 'waiting' ? nextAttemptAt : undefined, `${at.pk}#${at.sk}`, writtenAt),
  };
}

/** What is sent again later; kept once for all targets of the message. */
export const messageItem = (message: OutgoingMessage): Item => ({
  ...keys.messageKey(message.messageId),
  ...attributes(message),
});

export const deliveryOf = (item: Item): Delivery => read(deliverySchema, item);

export function createLedger(items: ItemStore): Ledger {
  return {
    async find(key) {
      const [line, message] = await Promise.all([
        items.get(keys.deliveryKey(key)),
        items.get(keys.messageKey(key.messageId)),
      ]);
      if (line === undefined || message === undefined) return undefined;
      return { delivery: deliveryOf(line), message: read(outgoingMessageSchema, message) };
    },

    async attempt(seen, nextAttemptAt) {
      const { attempts, status } = seen;
      const taken: Delivery = { ...seen, status: 'waiting', attempts: attempts + 1, nextAttemptAt };
      const when = { equals: { attempts, status } };
      const result = await items.transact([{ kind: 'put', item: deliveryItem(taken), when }]);
      return result.kind === 'committed';
    },

    async settle(after) {
      const when = { equals: { attempts: after.attempts, status: 'waiting' } };
      await items.transact([{ kind: 'put', item: deliveryItem(after), when }]);
    },

    async reopen(dead, now, once) {
      const again: Delivery = { ...dead, status: 'waiting', attempts: 0, nextAttemptAt: now };
      const result = await items.transact([
        onceAction(once, now),
        {
          kind: 'put',
          item: deliveryItem(again, now),
          when: { equals: { status: 'dead', attempts: dead.attempts } },
        },
      ]);
      if (result.kind === 'committed') return 'reopened';
      return result.failures.some(({ action }) => action === 0) ? 'repeated' : 'stale';
    },

    async list(status, area, page) {
      const query = { index: 'gsi1', partition: keys.deliveriesIndex(status), range: { beginsWith: area } } as const;
      const found = await items.query({ ...query, ...page });
      const lines = found.items.map(deliveryOf);
      return found.next === undefined ? { items: lines } : { items: lines, next: found.next };
    },
  };
}
