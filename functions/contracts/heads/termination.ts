import * as z from 'zod';
import type { TerminationHead } from '../../domain/termination/head.ts';
import { terminationStatuses } from '../../domain/termination/vocabulary.ts';
import { headBase } from './base.ts';

export const terminationHeadSchema = headBase.extend({
  procedure: z.literal('termination'),
  status: z.enum(terminationStatuses),
}) satisfies z.ZodType<TerminationHead>;
