import * as z from 'zod';
import type { ReliefHead } from '../../domain/emergency-relief/head.ts';
import { reliefStatuses, reliefTypes } from '../../domain/emergency-relief/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, personIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

export const reliefHeadSchema = headBase.extend({
  procedure: z.literal('emergency-relief'),
  status: z.enum(reliefStatuses),
  type: z.enum(reliefTypes),
  persons: z.array(personIdSchema),
  cause: z.string(),
  beside: z.exactOptional(caseIdSchema),
  requestedAt: z.number(),
  requestedFen: z.exactOptional(z.int()),
  proposedFen: z.exactOptional(z.int()),
  proposedBy: z.exactOptional(z.string()),
  approvedFen: z.exactOptional(z.int()),
  paid: z.exactOptional(z.object({ fen: z.int(), on: civilDateSchema })),
}) satisfies z.ZodType<ReliefHead>;
