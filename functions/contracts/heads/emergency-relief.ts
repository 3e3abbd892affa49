import * as z from 'zod';
import type { ReliefHead } from '../../domain/emergency-relief/head.ts';
import { reliefStatuses } from '../../domain/emergency-relief/vocabulary.ts';
import { headBase } from './base.ts';

export const reliefHeadSchema = headBase.extend({
  procedure: z.literal('emergency-relief'),
  status: z.enum(reliefStatuses),
}) satisfies z.ZodType<ReliefHead>;
