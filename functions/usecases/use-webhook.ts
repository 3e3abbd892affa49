import { webhookRemovedSchema } from '../contracts/messages.ts';
import type { Principal } from '../domain/authority/principal.ts';
import { rendered } from '../domain/notification/render.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { Outside } from '../ports/outside.ts';
import { webhookBar, webhookView } from './add-webhook.ts';
import type { House } from './house.ts';
import { once } from './once.ts';
import { isDeclined } from './outcome.ts';
import type { Declined } from './outcome.ts';

/** Of one's own unit, or of one below. */
export async function listWebhooks(
  house: House,
  { by, unit = by.unit }: { readonly by: Principal; readonly unit?: UnitId },
) {
  const bar = webhookBar(house, by, 'webhook.read', unit);
  if (bar !== undefined) return bar;
  const found = await house.webhooks.ofUnit(unit);
  return { kind: 'webhooks' as const, view: { items: found.map(webhookView) } };
}

export interface UseWebhookInput {
  readonly by: Principal;
  readonly id: string;
  readonly key: OnceKey;
}

/** From now on nothing goes there; what still waits for it comes to an end at its next attempt. */
export function removeWebhook(house: House, { by, id, key }: UseWebhookInput) {
  return once(
    house.cases,
    key,
    async () => {
      const webhook = await managed(house, by, id);
      if (isDeclined(webhook)) return webhook;
      const outcome = { kind: 'webhook-removed' as const, id };
      const result = await house.webhooks.remove(webhook, { key, outcome });
      return result === 'removed' ? { kind: 'done' as const, outcome } : { kind: 'repeated' as const };
    },
    (stored) => webhookRemovedSchema.parse(stored),
  );
}

/** Sends a test message at once. A repeated request sends it again, under the same message id. */
export async function tryWebhook(house: House, outside: Outside, { by, id, key }: UseWebhookInput) {
  const webhook = await managed(house, by, id);
  if (isDeclined(webhook)) return webhook;
  const template = house.policy.messageTemplate('webhook-trial');
  if (template === undefined) throw new Error('the pack has no message template webhook-trial');
  const sent = await outside.webhook.send(
    {
      messageId: `trial#${key.key}`,
      template: template.id,
      ...rendered(template, { by: by.name }),
      to: [],
      at: house.time.now(),
    },
    id,
  );
  const isDelivered = sent.kind === 'sent';
  return { kind: 'webhook-tried' as const, isDelivered, why: sent.kind === 'sent' ? null : sent.why };
}

async function managed(house: House, by: Principal, id: string) {
  const webhook = await house.webhooks.find(id);
  if (webhook === undefined) return { kind: 'hidden' } satisfies Declined;
  const bar = webhookBar(house, by, 'webhook.manage', webhook.unit);
  return bar ?? { ...webhook, kind: 'webhook' as const };
}
