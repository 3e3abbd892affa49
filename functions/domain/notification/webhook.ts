import type { AreaCode } from '../values/area-code.ts';
import type { UnitId } from '../values/ids.ts';

/** The body that the other side expects: 企业微信, 钉钉, or plain JSON. */
export const webhookForms = ['wecom', 'dingtalk', 'json'] as const;
export type WebhookForm = (typeof webhookForms)[number];

export interface Webhook {
  /** `<unit>.<unique>` */
  readonly id: string;
  readonly unit: UnitId;
  readonly area: AreaCode;
  readonly form: WebhookForm;
  readonly name: string;
  /** Of the address, for people to know it by; the rest of it is a secret. */
  readonly host: string;
  readonly addedBy: string;
  /** Epoch ms. */
  readonly addedAt: number;
}
