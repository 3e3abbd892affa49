import * as z from 'zod';
import { alertLevels } from '../../../policy/vocabulary.ts';
import type { VisitHead } from '../../domain/visit/head.ts';
import { presences, visitFindings, visitPriorities, visitStatuses } from '../../domain/visit/vocabulary.ts';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { caseIdSchema, personIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

const mark = z.object({
  recordId: z.string(),
  hash: z.string(),
  visitedAt: z.number(),
  presence: z.enum(presences),
  finding: z.exactOptional(z.enum(visitFindings)),
});

export const visitHeadSchema = headBase.extend({
  procedure: z.literal('visit'),
  status: z.enum(visitStatuses),
  priority: z.enum(visitPriorities),
  level: z.enum(alertLevels),
  village: z.exactOptional(z.string()),
  plan: z.exactOptional(z.object({ worker: z.string(), on: civilDateSchema })),
  alerts: z.array(caseIdSchema),
  persons: z.array(personIdSchema),
  discoveredAt: z.number(),
  needsTwo: z.boolean(),
  marks: z.array(mark),
  ledTo: z.exactOptional(caseIdSchema),
  startedAt: z.exactOptional(z.number()),
  finding: z.exactOptional(z.enum(visitFindings)),
}) satisfies z.ZodType<VisitHead>;
