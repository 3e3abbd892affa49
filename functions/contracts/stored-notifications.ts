import * as z from 'zod';
import { channelNames, deliveryStatuses } from '../domain/notification/delivery.ts';
import type { Delivery, OutgoingMessage } from '../domain/notification/delivery.ts';
import { areaCodeSchema } from '../domain/values/area-code.ts';
import { caseIdSchema, taskIdSchema, unitIdSchema } from '../domain/values/ids.ts';

/** Shapes of what the store keeps of messages. */

export const outgoingMessageSchema = z.object({
  messageId: z.string(),
  template: z.string(),
  title: z.string(),
  body: z.string(),
  to: z.array(z.string()),
  caseId: z.exactOptional(caseIdSchema),
  taskId: z.exactOptional(taskIdSchema),
  whileOpen: z.exactOptional(z.boolean()),
  at: z.number(),
}) satisfies z.ZodType<OutgoingMessage>;

export const mailSchema = outgoingMessageSchema.extend({ mailbox: z.string(), seq: z.int().min(1) });

export const deliverySchema = z.object({
  messageId: z.string(),
  channel: z.enum(channelNames),
  target: z.string(),
  template: z.string(),
  area: areaCodeSchema,
  unit: z.exactOptional(unitIdSchema),
  status: z.enum(deliveryStatuses),
  attempts: z.int().min(0),
  createdAt: z.number(),
  nextAttemptAt: z.exactOptional(z.number()),
  lastError: z.exactOptional(z.string()),
}) satisfies z.ZodType<Delivery>;

export const positionsSchema = z.record(z.string(), z.int().min(0));
