import * as z from 'zod';
import type { DeliberationHead } from '../../domain/deliberation/head.ts';
import { deliberationStatuses } from '../../domain/deliberation/vocabulary.ts';
import { headBase } from './base.ts';

export const deliberationHeadSchema = headBase.extend({
  procedure: z.literal('deliberation'),
  status: z.enum(deliberationStatuses),
}) satisfies z.ZodType<DeliberationHead>;
