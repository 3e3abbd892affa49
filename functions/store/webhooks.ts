import * as z from 'zod';
import { webhookForms } from '../domain/notification/webhook.ts';
import type { Webhook } from '../domain/notification/webhook.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { unitIdSchema } from '../domain/values/ids.ts';
import type { Item, ItemStore } from '../ports/item-store.ts';
import type { Time } from '../ports/time.ts';
import type { Vault } from '../ports/vault.ts';
import type { Webhooks } from '../ports/webhooks.ts';
import { every } from './every.ts';
import { attributes, read } from './items.ts';
import * as keys from './keys.ts';
import { onceAction } from './once.ts';

const webhookSchema = z.object({
  id: z.string(),
  unit: unitIdSchema,
  area: areaCodeSchema,
  form: z.enum(webhookForms),
  name: z.string(),
  host: z.string(),
  addedBy: z.string(),
  addedAt: z.number(),
}) satisfies z.ZodType<Webhook>;

const secretsSchema = z.object({ url: z.string(), secret: z.string() });

/** They are the house's, no family's: a scope of the vault of their own. */
const SCOPE = 'webhooks';

const webhookOf = (item: Item): Webhook => read(webhookSchema, item);

/** The id begins with its unit. */
const keyOf = (id: string) => keys.webhookKey(id.slice(0, Math.max(0, id.indexOf('.'))), id);

export function createWebhooks({ items, vault, time }: { items: ItemStore; vault: Vault; time: Time }): Webhooks {
  return {
    async ofUnit(unit) {
      const query = { partition: keys.webhooksPartition(unit), range: { beginsWith: keys.webhookPrefix } };
      return (await Array.fromAsync(every(items, query))).map(webhookOf);
    },

    async find(id) {
      const item = await items.get(keyOf(id));
      return item === undefined ? undefined : webhookOf(item);
    },

    async secrets(id) {
      const at = keyOf(id);
      const item = await items.get(at);
      if (item === undefined) return undefined;
      const context = { scope: SCOPE, key: read(z.string(), item, item['wrapped']), binding: `${at.pk}|${at.sk}` };
      return read(secretsSchema, item, JSON.parse(await vault.open(context, read(z.string(), item, item['sealed']))));
    },

    async add(webhook, secrets, once) {
      const at = keyOf(webhook.id);
      const wrapped = await vault.createDataKey(SCOPE);
      const context = { scope: SCOPE, key: wrapped, binding: `${at.pk}|${at.sk}` };
      const sealed = await vault.seal(context, JSON.stringify(secrets));
      const result = await items.transact([
        onceAction(once, time.now()),
        { kind: 'put', item: { ...at, ...attributes(webhook), sealed, wrapped }, when: { exists: false } },
      ]);
      return result.kind === 'committed' ? 'added' : 'repeated';
    },

    async remove(webhook, once) {
      const result = await items.transact([onceAction(once, time.now()), { kind: 'delete', key: keyOf(webhook.id) }]);
      return result.kind === 'committed' ? 'removed' : 'repeated';
    },
  };
}
