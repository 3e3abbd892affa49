import * as z from 'zod';
import type { AlertHead } from '../../domain/alert/head.ts';
import { alertStatuses } from '../../domain/alert/vocabulary.ts';
import { headBase } from './base.ts';

export const alertHeadSchema = headBase.extend({
  procedure: z.literal('alert'),
  status: z.enum(alertStatuses),
}) satisfies z.ZodType<AlertHead>;
