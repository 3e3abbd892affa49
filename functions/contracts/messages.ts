import * as z from 'zod';
import { channelNames, deliveryStatuses } from '../domain/notification/delivery.ts';
import { webhookForms } from '../domain/notification/webhook.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { unitIdSchema } from '../domain/values/ids.ts';

const cursor = z.string().min(1).max(4000);

const messageSchema = z
  .object({
    messageId: z.string(),
    template: z.string(),
    title: z.string(),
    body: z.string(),
    caseId: z.string().nullable(),
    taskId: z.string().nullable(),
    at: z.number(),
    mailbox: z.string(),
    isRead: z.boolean(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.output<typeof messageSchema>;

export const messagesViewSchema = z
  .object({ items: z.array(messageSchema), next: cursor.nullable(), unread: z.int() })
  .meta({ id: 'Messages' });

export const changesViewSchema = z
  .object({
    items: z.array(messageSchema),
    /** For the next request, also where nothing is new. */
    cursor,
    /** There is more than one answer holds: ask again with the new cursor. */
    more: z.boolean(),
    unread: z.int(),
  })
  .meta({ id: 'Changes' });

export const markReadSchema = z.strictObject({ upTo: cursor }).meta({ id: 'MarkRead' });
export const readMarkedSchema = z.object({ kind: z.literal('read'), unread: z.int() }).meta({ id: 'ReadMarked' });

/** One visible line: it stands in the ledger and in front of people. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, '不能含换行或者控制字符');

export const newWebhookSchema = z
  .strictObject({
    unit: unitIdSchema,
    form: z.enum(webhookForms),
    name: line(60),
    url: z.string().min(1).max(1000),
    /** Signs what is sent: what 钉钉 shows as 加签, or for plain JSON anything long; 企业微信 has none. */
    secret: z.string().min(16).max(200).exactOptional(),
  })
  .meta({ id: 'NewWebhook' });
export type NewWebhook = z.output<typeof newWebhookSchema>;

export const webhookSchema = z
  .object({
    kind: z.literal('webhook'),
    id: z.string(),
    unit: z.string(),
    form: z.enum(webhookForms),
    name: z.string(),
    host: z.string(),
    addedBy: z.string(),
    addedAt: z.number(),
  })
  .meta({ id: 'Webhook' });
export type WebhookView = z.output<typeof webhookSchema>;
export const webhooksViewSchema = z.object({ items: z.array(webhookSchema) }).meta({ id: 'Webhooks' });
export const webhookRemovedSchema = z
  .object({ kind: z.literal('webhook-removed'), id: z.string() })
  .meta({ id: 'WebhookRemoved' });
export const webhookTriedSchema = z
  .object({ kind: z.literal('webhook-tried'), isDelivered: z.boolean(), why: z.string().nullable() })
  .meta({ id: 'WebhookTried' });

const deliveryViewSchema = z
  .object({
    id: z.string(),
    messageId: z.string(),
    template: z.string(),
    channel: z.enum(channelNames),
    target: z.string(),
    area: areaCodeSchema,
    status: z.enum(deliveryStatuses),
    attempts: z.int(),
    createdAt: z.number(),
    nextAttemptAt: z.number().nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryView = z.output<typeof deliveryViewSchema>;
export const deliveriesViewSchema = z
  .object({ items: z.array(deliveryViewSchema), next: z.string().nullable() })
  .meta({ id: 'Deliveries' });
export const deliveryResentSchema = z
  .object({ kind: z.literal('delivery-resent'), id: z.string() })
  .meta({ id: 'DeliveryResent' });
