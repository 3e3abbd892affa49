import * as z from 'zod';
import { text } from './parts.ts';

export const adjudicationDecisions = [
  z.strictObject({ kind: z.literal('record-adjudication'), carryOut: z.boolean(), reason: text }),
] as const;
