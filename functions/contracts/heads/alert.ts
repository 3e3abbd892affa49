import * as z from 'zod';
import { alertLevels } from '../../../policy/vocabulary.ts';
import type { AlertHead } from '../../domain/alert/head.ts';
import { alertOutcomes, alertStatuses } from '../../domain/alert/vocabulary.ts';
import { caseIdSchema, personIdSchema } from '../../domain/values/ids.ts';
import { headBase } from './base.ts';

export const alertHeadSchema = headBase.extend({
  procedure: z.literal('alert'),
  status: z.enum(alertStatuses),
  alertKind: z.string(),
  level: z.enum(alertLevels),
  source: z.object({ system: z.string(), row: z.string() }),
  persons: z.array(personIdSchema),
  indicator: z.exactOptional(z.string()),
  isProposed: z.exactOptional(z.literal(true)),
  isFounded: z.exactOptional(z.boolean()),
  outcome: z.exactOptional(z.enum(alertOutcomes)),
  ledTo: z.exactOptional(caseIdSchema),
}) satisfies z.ZodType<AlertHead>;
