import { webhookSchema } from '../contracts/messages.ts';
import type { NewWebhook, WebhookView } from '../contracts/messages.ts';
import type { Action } from '../domain/authority/authorize.ts';
import type { Principal } from '../domain/authority/principal.ts';
import type { Webhook } from '../domain/notification/webhook.ts';
import type { UnitId } from '../domain/values/ids.ts';
import type { OnceKey } from '../ports/cases.ts';
import type { AddressFault, Outside } from '../ports/outside.ts';
import type { House } from './house.ts';
import { once } from './once.ts';
import type { Attempt } from './once.ts';
import { barred, declined } from './outcome.ts';
import type { Declined } from './outcome.ts';

export interface AddWebhookInput {
  readonly by: Principal;
  readonly key: OnceKey;
  readonly webhook: NewWebhook;
}

/** Lets a unit's messages go to an address outside. What it is and how it signs is sealed, and shown to nobody again. */
export function addWebhook(house: House, outside: Outside, input: AddWebhookInput): Promise<WebhookView | Declined> {
  return once(
    house.cases,
    input.key,
    () => attempt(house, outside, input),
    (stored) => webhookSchema.parse(stored),
  );
}

async function attempt(
  house: House,
  outside: Outside,
  { by, key, webhook: { unit, form, name, url, secret } }: AddWebhookInput,
): Promise<Attempt<WebhookView> | Declined> {
  const bar = webhookBar(house, by, 'webhook.manage', unit);
  if (bar !== undefined) return bar;
  const area = house.policy.unitArea(unit);
  if (area === undefined) return unknownUnit;
  if (form !== 'wecom' && secret === undefined) {
    return declined('webhook-secret-missing', '该推送方式须填写签名密钥。', { pointer: '/secret' });
  }
  const checked = await outside.check(url);
  if (checked.kind === 'refused') return declined(checked.why, faultTexts[checked.why], { pointer: '/url' });
  const webhook: Webhook = {
    id: `${unit}.${house.ids.unique()}`,
    unit,
    area,
    form,
    name,
    host: checked.host,
    addedBy: by.subject,
    addedAt: house.time.now(),
  };
  const outcome = webhookView(webhook);
  const result = await house.webhooks.add(webhook, { url, secret: secret ?? '' }, { key, outcome });
  return result === 'added' ? { kind: 'done', outcome } : { kind: 'repeated' };
}

const faultTexts: Readonly<Record<AddressFault, string>> = {
  'webhook-url-invalid': '推送地址不是有效的网址。',
  'webhook-not-https': '推送地址必须使用https。',
  'webhook-credentials': '推送地址中不能带有用户名和密码。',
  'webhook-address-literal': '推送地址须使用域名,不能直接填写IP地址。',
  'webhook-address-private': '推送地址指向内部网络,不能使用。',
  'webhook-unresolvable': '推送地址的域名无法解析。',
};

const unknownUnit = declined('unknown-unit', '政策包中没有该单位。', { pointer: '/unit' });

/** Its head, its supervisors, and those of the units above. */
export function webhookBar(
  { authorize, policy }: House,
  by: Principal,
  action: Extract<Action, `webhook.${string}`>,
  unit: UnitId,
): Declined | undefined {
  const area = policy.unitArea(unit);
  if (area === undefined) return unknownUnit;
  return barred(authorize(by, action, { area, unit, above: policy.unitsAbove(unit) }));
}

export const webhookView = ({ id, unit, form, name, host, addedBy, addedAt }: Webhook): WebhookView => ({
  kind: 'webhook',
  id,
  unit,
  form,
  name,
  host,
  addedBy,
  addedAt,
});
