import * as z from 'zod';
import { civilDateSchema } from '../../domain/values/civil-date.ts';
import { fenSchema } from '../../domain/values/fen.ts';
import { person, text } from './parts.ts';

const mode = z.enum(['cash', 'transfer', 'goods']);
const fen = fenSchema.refine((amount) => amount > 0, '金额应当大于零');

const help = {
  outcome: z.enum(['help', 'pass-up', 'refuse']),
  fen: fen.exactOptional(),
  paidOn: civilDateSchema.exactOptional(),
  mode: mode.exactOptional(),
  reason: text,
};
const approval = { outcome: z.enum(['approve', 'refuse', 'mechanism']), fen: fen.exactOptional(), reason: text };

export const reliefDecisions = [
  z.strictObject({ kind: z.literal('relief-help'), ...help }),
  z.strictObject({ kind: z.literal('relief-help-county'), ...help }),
  z.strictObject({ kind: z.literal('relief-papers'), signatures: z.array(person).max(10), record: text }),
  z.strictObject({
    kind: z.literal('relief-review'),
    outcome: z.enum(['propose', 'refuse']),
    spendingFen: fenSchema,
    fen: fen.exactOptional(),
    reason: text,
  }),
  z.strictObject({ kind: z.literal('relief-approval'), ...approval }),
  z.strictObject({ kind: z.literal('relief-approval-county'), ...approval }),
  z.strictObject({ kind: z.literal('relief-payment'), fen, paidOn: civilDateSchema, mode }),
] as const;
