import * as z from 'zod';
import { caseIdSchema } from '../../domain/values/ids.ts';
import { text } from './parts.ts';

export const visitDecisions = [
  z.strictObject({
    kind: z.literal('household-visit'),
    reason: text,
    alerts: z
      .array(z.strictObject({ alert: caseIdSchema, isFounded: z.boolean(), finding: text }))
      .max(50)
      .default([]),
  }),
] as const;
