import { deliveryResentSchema } from '../contracts/messages.ts';
import type { DeliveryView } from '../contracts/messages.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { channelNames } from '../domain/notification/delivery.ts';
import type { Delivery, DeliveryKey } from '../domain/notification/delivery.ts';
import { isWithin } from '../domain/values/area-code.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { House } from './house.ts';
import { once, TURNS } from './once.ts';
import { barred, declined, tooBusy } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface ListDeliveriesInput {
  readonly by: Principal;
  readonly status: 'dead' | 'waiting';
  readonly limit: number;
  readonly after?: string;
}

/** Messages of one's area that have not got out of the house: those that wait for their next attempt, and those given up. */
export async function listDeliveries(house: House, { by, status, limit, after }: ListDeliveriesInput) {
  const bar = barred(house.authorize(by, 'delivery.read', { area: by.area }));
  if (bar !== undefined) return bar;
  const page = await house.ledger.list(status, by.area, after === undefined ? { limit } : { limit, after });
  return { kind: 'deliveries' as const, view: { items: page.items.map(viewOf), next: page.next ?? null } };
}

/** What was given up waits again, for a fresh count of attempts. */
export function resendDelivery(
  house: House,
  { by, id, key }: { readonly by: Principal; readonly id: string; readonly key: OnceKey },
) {
  return once(
    house.cases,
    key,
    async () => {
      const bar = barred(house.authorize(by, 'delivery.resend', { area: by.area }));
      if (bar !== undefined) return bar;
      const named = keyOf(id);
      for (let turn = 0; turn < TURNS; turn += 1) {
        const found = named === undefined ? undefined : await house.ledger.find(named);
        if (found === undefined || !isWithin(found.delivery.area, by.area))
          return { kind: 'hidden' } satisfies Declined;
        if (found.delivery.status !== 'dead') {
          return declined('delivery-not-dead', '该消息仍在发送或者已经送达,无须重发。', {
            more: { deliveryStatus: found.delivery.status },
          });
        }
        const outcome = { kind: 'delivery-resent' as const, id };
        const result = await house.ledger.reopen(found.delivery, house.time.now(), { key, outcome });
        if (result === 'reopened') return { kind: 'done' as const, outcome };
        if (result === 'repeated') return { kind: 'repeated' as const };
      }
      return tooBusy;
    },
    (stored) => deliveryResentSchema.parse(stored),
  );
}

const idOf = ({ messageId, channel, target }: DeliveryKey): string =>
  Buffer.from([messageId, channel, target].join('\n')).toString('base64url');

function keyOf(id: string): DeliveryKey | undefined {
  const [messageId, name, target, ...more] = Buffer.from(id, 'base64url').toString().split('\n');
  const channel = channelNames.find((candidate) => candidate === name);
  if (messageId === undefined || channel === undefined || target === undefined || more.length > 0) return undefined;
  return { messageId, channel, target };
}

const viewOf = (delivery: Delivery): DeliveryView => ({
  id: idOf(delivery),
  messageId: delivery.messageId,
  template: delivery.template,
  channel: delivery.channel,
  target: delivery.target,
  area: delivery.area,
  status: delivery.status,
  attempts: delivery.attempts,
  createdAt: delivery.createdAt,
  nextAttemptAt: delivery.nextAttemptAt ?? null,
  lastError: delivery.lastError ?? null,
});
